namespace Ledger.Storage.Journal;

/// <summary>Reads groups from the bytes of one segment, putting both copies together.</summary>
internal readonly ref struct GroupReader(ReadOnlySpan<byte> segment, ulong salt)
{
    private readonly ReadOnlySpan<byte> _segment = segment;

    /// <summary>The group at the place where it must be, as far as it can be read.</summary>
    public GroupReading Read(int start, ulong group)
    {
        for (var offset = start; offset < _segment.Length; offset += Blocks.Size)
        {
            if (!GroupHeader.TryRead(_segment[offset..], salt, out var header))
                continue;
            var found = header.Part == GroupPart.First ? offset : offset - header.SecondStart;
            if (header.Group == group && found == start && start + header.Length <= _segment.Length)
                return Read(start, header);
        }

        return GroupReading.Missing;
    }

    /// <summary>Whether a later group stands behind, so that this one was once completely on disk.</summary>
    public bool IsFollowed(int start, ulong group)
    {
        for (var offset = start; offset < _segment.Length; offset += Blocks.Size)
        {
            if (GroupHeader.TryRead(_segment[offset..], salt, out var header) && header.Group > group)
                return true;
        }

        return false;
    }

    private GroupReading Read(int start, in GroupHeader header)
    {
        var seed = RecordCodec.Seed(salt, header.Group);
        var (one, two) = (header with { Part = GroupPart.First }, header with { Part = GroupPart.Second });
        var first = ReadPart(start, one, header.TwiceCount, header.FirstBytes, seed);
        var second = ReadPart(start + header.SecondStart, two, header.Count, header.SecondBytes, seed);
        var records = new StoredRecord?[header.Count];
        for (var i = 0; i < header.Count; i++)
            records[i] = second.Records[i] ?? (i < header.TwiceCount ? first.Records[i] : null);
        return new(header.Length, records, first.IsPerfect && second.IsPerfect);
    }

    private (StoredRecord?[] Records, bool IsPerfect) ReadPart(
        int start, in GroupHeader expected, int count, int bytes, uint seed)
    {
        if (bytes == 0)
            return ([], true);
        var part = _segment.Slice(start, bytes);
        var hasHeader = GroupHeader.TryRead(part, salt, out var header) && header == expected;
        var records = RecordCodec.ReadAll(part[GroupHeader.Bytes..], count, seed);
        return (records, hasHeader && !records.Contains(null));
    }
}

/// <summary>What could be read of a group.</summary>
/// <param name="Length">On disk, in whole blocks; 0 if no header could be read.</param>
/// <param name="Records">In order; null where no copy could be read.</param>
/// <param name="IsPerfect">Everything is readable in every place where it was written.</param>
internal sealed record GroupReading(int Length, StoredRecord?[] Records, bool IsPerfect)
{
    public static readonly GroupReading Missing = new(0, [], IsPerfect: false);

    public bool IsComplete => Length > 0 && !Records.Contains(null);
}
