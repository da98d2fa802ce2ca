using System.Globalization;
using Ledger.Model.Values;

namespace Ledger.Storage.Journal;

/// <summary>What is remembered of one file of the journal.</summary>
internal sealed class Segment(SegmentHeader header)
{
    private const string Prefix = "segment-";
    private const string Suffix = ".journal";

    /// <summary>Of a file whose creation has not finished; it holds nothing yet.</summary>
    public const string UnfinishedSuffix = ".new";

    public SegmentHeader Header { get; } = header;

    public string Name => NameOf(Header.Number);

    /// <summary>The file may be deleted when all of its heights are below the committed tip.</summary>
    public Height HighestHeight { get; set; }

    /// <summary>Where the next group goes.</summary>
    public int End { get; set; } = SegmentHeader.Bytes;

    public static string NameOf(ulong number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:d12}{Suffix}");

    public static bool TryParseName(string name, out ulong number)
    {
        number = 0;
        return name.Length > Prefix.Length + Suffix.Length
            && ulong.TryParse(
                name.AsSpan(Prefix.Length, name.Length - Prefix.Length - Suffix.Length),
                NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && string.Equals(name, NameOf(number), StringComparison.Ordinal);
    }
}
