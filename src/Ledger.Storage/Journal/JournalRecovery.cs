using Ledger.Cryptography;

namespace Ledger.Storage.Journal;

/// <summary>
/// Opens a journal's directory: reads every group, mends what one of two copies can mend, cuts off a flush that never
/// finished, and refuses if anything that was once on disk is gone.
/// </summary>
internal sealed class JournalRecovery(IJournalFiles files, Digest owner, JournalOptions options)
{
    private readonly List<StoredRecord> _records = [];
    private readonly List<JournalNotice> _notices = [];
    private readonly List<Segment> _segments = [];
    private ulong _nextGroup;

    public JournalOpening Run()
    {
        var numbers = ListSegments();
        if (numbers.Count == 0)
            return Create();
        IJournalFile? file = null;
        foreach (var number in numbers)
        {
            file?.Dispose();
            if (_segments.Count > 0 && number != _segments[^1].Header.Number + 1)
                return new JournalOpening.Damaged(Segment.NameOf(_segments[^1].Header.Number + 1), 0);
            file = files.Open(Segment.NameOf(number));
            if (Read(file, number, isLast: number == numbers[^1]) is { } refusal)
            {
                file.Dispose();
                return refusal;
            }
        }

        DeleteUnfinished();
        return Opened(file!);
    }

    private JournalOpening.Opened Create()
    {
        var header = SegmentedJournal.FirstHeader(owner, options);
        _segments.Add(new(header));
        return Opened(SegmentedJournal.CreateFile(files, header));
    }

    private JournalOpening.Opened Opened(IJournalFile file) =>
        new(new(files, options, _segments, file, _nextGroup), _records, _notices);

    private List<ulong> ListSegments()
    {
        var numbers = new List<ulong>();
        foreach (var name in files.List())
        {
            if (Segment.TryParseName(name, out var number))
                numbers.Add(number);
        }

        numbers.Sort();
        return numbers;
    }

    // Only after the last segment is open, and by that locked against another process that may be creating one.
    private void DeleteUnfinished()
    {
        foreach (var name in files.List())
        {
            if (name.EndsWith(Segment.UnfinishedSuffix, StringComparison.Ordinal))
                files.Delete(name);
        }
    }

    /// <summary>Null if the segment's records were taken over.</summary>
    private JournalOpening? Read(IJournalFile file, ulong number, bool isLast)
    {
        var name = Segment.NameOf(number);
        if (file.Length is < SegmentHeader.Bytes or > int.MaxValue)
            return new JournalOpening.Damaged(name, file.Length);
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        if (ReadHeader(file, name, bytes, out var header) is { } refusal)
            return refusal;
        if (header.Number != number || header.Length != (ulong)bytes.Length)
            return new JournalOpening.Damaged(name, bytes.Length);
        if (_segments.Count > 0 && header.FirstGroup != _nextGroup)
            return new JournalOpening.Damaged(_segments[^1].Name, _segments[^1].End);
        _nextGroup = header.FirstGroup;
        _segments.Add(new(header));
        return ReadGroups(file, bytes, isLast);
    }

    private JournalOpening? ReadHeader(IJournalFile file, string name, byte[] bytes, out SegmentHeader header)
    {
        var first = SegmentHeader.TryRead(bytes.AsSpan(0, Blocks.Size), out header, out var version);
        var second = SegmentHeader.TryRead(bytes.AsSpan(Blocks.Size, Blocks.Size), out var copy, out var copyVersion);
        if (first && second && version != copyVersion)
        {
            // A flipped bit makes one copy look like another version's.
            first = version == SegmentHeader.FormatVersion;
            second = copyVersion == SegmentHeader.FormatVersion;
        }

        if (!first)
            (header, version) = (copy, copyVersion);
        if (!first && !second)
            return new JournalOpening.Damaged(name, 0);
        if (version != SegmentHeader.FormatVersion)
            return new JournalOpening.OtherFormat(name, version);
        if (header.Owner != owner)
            return new JournalOpening.Foreign(name);
        if (!first || !second || header != copy)
        {
            file.Write(0, header.ToBlocks());
            file.Flush();
            _notices.Add(new(JournalNoticeKind.Mended, name, first ? Blocks.Size : 0));
        }

        return null;
    }

    private JournalOpening.Damaged? ReadGroups(IJournalFile file, byte[] bytes, bool isLast)
    {
        var segment = _segments[^1];
        var reader = new GroupReader(bytes, segment.Header.Salt);
        while (segment.End < bytes.Length)
        {
            var group = reader.Read(segment.End, _nextGroup);
            if (!group.IsComplete)
            {
                // Before the last segment this is its regular end, or the next one's first group tells that some lack.
                if (!isLast)
                    return null;
                if (reader.IsFollowed(segment.End, _nextGroup))
                    return new JournalOpening.Damaged(segment.Name, segment.End);
                CutTail(file, bytes, group);
                return null;
            }

            if (!group.IsPerfect)
                Mend(file, segment, group);
            Take(segment, group, group.Length);
        }

        return null;
    }

    private void Mend(IJournalFile file, Segment segment, GroupReading group)
    {
        file.Write(segment.End, Encode(segment, group).ToBlocks());
        file.Flush();
        _notices.Add(new(JournalNoticeKind.Mended, segment.Name, segment.End));
    }

    /// <summary>
    /// Keeps what survived of the last flush, though it may never have been finished: a vote too many in the signer's
    /// memory is harmless, one too few is not.
    /// </summary>
    private void CutTail(IJournalFile file, byte[] bytes, GroupReading group)
    {
        var segment = _segments[^1];
        var start = segment.End;
        var dirty = bytes.AsSpan(start).LastIndexOfAnyExcept((byte)0) + 1;
        if (dirty == 0)
            return;
        var kept = Encode(segment, group);
        var blocks = kept.IsEmpty ? [] : kept.ToBlocks();
        var clean = new byte[Math.Max(blocks.Length, Blocks.RoundUp(dirty))];
        blocks.CopyTo(clean.AsSpan());
        file.Write(start, clean);
        file.Flush();
        _notices.Add(new(JournalNoticeKind.TornTail, segment.Name, start));
        if (!kept.IsEmpty)
            Take(segment, group, blocks.Length);
    }

    private PendingGroup Encode(Segment segment, GroupReading group)
    {
        var pending = new PendingGroup();
        pending.Start(_nextGroup, segment.Header.Salt);
        foreach (var record in group.Records)
        {
            if (record is { } readable)
                pending.Add(readable);
        }

        return pending;
    }

    private void Take(Segment segment, GroupReading group, int length)
    {
        foreach (var record in group.Records)
        {
            if (record is not { } readable)
                continue;
            _records.Add(readable);
            if (readable.Height > segment.HighestHeight)
                segment.HighestHeight = readable.Height;
        }

        segment.End += length;
        _nextGroup++;
    }
}
