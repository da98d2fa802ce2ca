namespace Ledger.Simulation.Checkers;

/// <summary>Which marks were come across.</summary>
internal readonly record struct MarkSet(uint Bits)
{
    public static IReadOnlyList<Mark> All { get; } = Enum.GetValues<Mark>();

    public MarkSet With(Mark mark) => new(Bits | (1u << (int)mark));

    public bool Has(Mark mark) => (Bits & (1u << (int)mark)) != 0;

    public override string ToString()
    {
        var marks = this;
        return string.Join(" ", All.Where(mark => marks.Has(mark)));
    }
}
