namespace Ledger.Model.Genesis;

/// <summary>One thing that is wrong with a genesis file.</summary>
/// <param name="Place">Where, like <c>members[2].account</c>; the line for what is not JSON.</param>
public sealed record GenesisFault(string Place, string Message)
{
    public override string ToString() => $"{Place}: {Message}";
}
