using System.Security.Cryptography;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Storage.Journal;

/// <summary>
/// The append-only journal of what this validator is about to say. Records are gathered by <see cref="Append"/> and
/// are on disk, all of them or (after a crash) possibly none, when <see cref="Flush"/> returns; only then may what
/// they record leave the node. One writer, no locks.
/// </summary>
/// <remarks>
/// After any failed write or flush the state of the disk is unknown, so the journal refuses everything from then on
/// and the node must stop.
/// </remarks>
internal sealed class SegmentedJournal : IDisposable
{
    private readonly IJournalFiles _files;
    private readonly JournalOptions _options;
    private readonly PendingGroup _pending = new();

    // From the oldest; the last one is written to.
    private readonly List<Segment> _segments;
    private IJournalFile _file;
    private bool _failed;

    internal SegmentedJournal(
        IJournalFiles files, JournalOptions options, List<Segment> segments, IJournalFile file, ulong nextGroup)
    {
        (_files, _options, _segments, _file) = (files, options, segments, file);
        NextGroup = nextGroup;
        _pending.Start(nextGroup, Current.Header.Salt);
    }

    /// <summary>
    /// The number of the next flush. It never falls, so an older copy of the journal can be recognised.
    /// </summary>
    public ulong NextGroup { get; private set; }

    private Segment Current => _segments[^1];

    public static JournalOpening Open(IJournalFiles files, Digest owner, JournalOptions options) =>
        new JournalRecovery(files, owner, options).Run();

    /// <summary>Gathers a record for the next flush. The payload is copied.</summary>
    public void Append(in StoredRecord record)
    {
        ThrowIfFailed();
        _pending.Add(record);
    }

    /// <summary>Puts everything gathered on the disk; does nothing if there is nothing.</summary>
    public void Flush()
    {
        ThrowIfFailed();
        if (_pending.IsEmpty)
            return;
        _failed = true;
        if (_pending.Length > (int)Current.Header.Length - Current.End)
            StartSegment();
        var blocks = _pending.ToBlocks();
        _file.Write(Current.End, blocks);
        _file.Flush();
        _failed = false;
        Current.End += blocks.Length;
        if (_pending.HighestHeight > Current.HighestHeight)
            Current.HighestHeight = _pending.HighestHeight;
        NextGroup++;
        _pending.Start(NextGroup, Current.Header.Salt);
    }

    /// <summary>Deletes the oldest files as far as they hold only heights below the committed tip.</summary>
    public void DeleteBelow(Height tip)
    {
        ThrowIfFailed();
        var count = 0;
        while (count < _segments.Count - 1 && _segments[count].HighestHeight < tip)
            count++;
        if (count == 0)
            return;
        _failed = true;
        // From the oldest, so that a crash on the way leaves no gap.
        for (var i = 0; i < count; i++)
        {
            _files.Delete(_segments[i].Name);
            _files.FlushDirectory();
        }

        _failed = false;
        _segments.RemoveRange(0, count);
    }

    public void Dispose()
    {
        _failed = true;
        _file.Dispose();
    }

    /// <summary>Makes a whole segment before it gets its name, so that a named file always has a header.</summary>
    internal static IJournalFile CreateFile(IJournalFiles files, in SegmentHeader header)
    {
        var name = Segment.NameOf(header.Number);
        var unfinished = name + Segment.UnfinishedSuffix;
        var file = files.Create(unfinished, (long)header.Length);
        file.Write(0, header.ToBlocks());
        file.Flush();
        files.Rename(unfinished, name);
        files.FlushDirectory();
        return file;
    }

    internal static SegmentHeader FirstHeader(Digest owner, JournalOptions options)
    {
        Span<byte> salt = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(salt);
        return new(
            Number: 0, FirstGroup: 0, BitConverter.ToUInt64(salt), Length: (ulong)options.SegmentBytes, owner);
    }

    private void StartSegment()
    {
        var length = Math.Max(_options.SegmentBytes, SegmentHeader.Bytes + _pending.Length);
        var header = Current.Header with
        {
            Number = Current.Header.Number + 1,
            FirstGroup = NextGroup,
            Length = (ulong)length,
        };
        _file.Dispose();
        _file = CreateFile(_files, header);
        _segments.Add(new(header));
    }

    private void ThrowIfFailed()
    {
        if (_failed)
            throw new InvalidOperationException("The journal is closed, or a write to it failed: the node must stop.");
    }
}
