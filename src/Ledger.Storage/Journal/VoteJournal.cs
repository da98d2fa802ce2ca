using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Storage.Journal;

/// <summary>The replica's journal in a directory of its own.</summary>
public sealed class VoteJournal : IJournal, IDisposable
{
    private readonly SegmentedJournal? _journal;
    private readonly JournalScan _scan;

    private VoteJournal(SegmentedJournal? journal, JournalScan scan, IReadOnlyList<string> notices) =>
        (_journal, _scan, Notices) = (journal, scan, notices);

    /// <summary>What opening mended, cut off or could not read, each with file and offset, for the operator.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>
    /// Opens the directory or makes it. Throws <see cref="StoreRefusedException"/> if it is another node's. A damaged
    /// journal opens, but takes no vote: its scan says that it is not sound.
    /// </summary>
    public static VoteJournal Open(string directory, StoreIdentity identity, BlockCodec codec)
    {
        var files = new DirectoryJournalFiles(directory);
        return SegmentedJournal.Open(files, OwnerOf(identity), new()) switch
        {
            JournalOpening.Opened opened => Accept(directory, opened, codec),
            JournalOpening.Damaged damaged => Unsound(
                $"{Path.Combine(directory, damaged.File)} is damaged at byte {damaged.Offset}"),
            JournalOpening.Foreign => throw new StoreRefusedException(
                $"{directory} is not the journal of node {identity.Node} in network {identity.Network}."),
            JournalOpening.OtherFormat other => throw new StoreRefusedException(
                $"{directory} has journal format {other.Version}; this version reads another."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public void Append(JournalRecord record)
    {
        // A validator whose memory is damaged takes part as an observer does.
        Invariant.That(_journal is not null || record is not JournalRecord.Voted);
        _journal?.Append(JournalCodec.Encode(record));
    }

    public void Flush() => _journal?.Flush();

    public void Prune(Height below) => _journal?.DeleteBelow(below);

    public JournalScan Scan() => _scan;

    public void Dispose() => _journal?.Dispose();

    private static VoteJournal Accept(string directory, JournalOpening.Opened opened, BlockCodec codec)
    {
        var notices = opened.Notices.Select(notice => Describe(directory, notice)).ToList();
        var records = ImmutableArray.CreateBuilder<JournalRecord>(opened.Records.Count);
        foreach (var stored in opened.Records)
        {
            if (JournalCodec.TryDecode(stored, codec, out var record) && record is not null)
            {
                records.Add(record);
                continue;
            }

            opened.Journal.Dispose();
            return Unsound($"{directory}: a {stored.Type} of height {stored.Height} has unknown content");
        }

        return new(opened.Journal, new(records.ToImmutable(), IsSound: true), notices);
    }

    private static VoteJournal Unsound(string why) => new(null, new([], IsSound: false), [why]);

    private static string Describe(string directory, JournalNotice notice)
    {
        var file = Path.Combine(directory, notice.File);
        return notice.Kind == JournalNoticeKind.Mended
            ? $"{file} was mended from its second copy at byte {notice.Offset}"
            : $"{file} ended in an unfinished flush at byte {notice.Offset}";
    }

    internal static Digest OwnerOf(StoreIdentity identity)
    {
        Span<byte> bytes = stackalloc byte[2 * Digest.Size];
        identity.Network.Value.CopyTo(bytes);
        identity.Node.CopyTo(bytes[Digest.Size..]);
        return Sha256.Hash(bytes);
    }
}
