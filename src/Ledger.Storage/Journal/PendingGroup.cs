using System.Buffers;
using Ledger.Model;
using Ledger.Model.Values;

namespace Ledger.Storage.Journal;

/// <summary>The records that wait for one flush, already encoded.</summary>
internal sealed class PendingGroup
{
    /// <summary>A bound on memory: a node flushes after each step, and a step yields a few bodies at most.</summary>
    public const int BytesMax = 64 << 20;

    private readonly ArrayBufferWriter<byte> _twice = new();
    private readonly ArrayBufferWriter<byte> _once = new();
    private int _twiceCount;
    private int _onceCount;
    private ulong _group;
    private ulong _salt;

    public bool IsEmpty => _twiceCount + _onceCount == 0;

    public Height HighestHeight { get; private set; }

    /// <summary>Length on disk, in whole blocks.</summary>
    public int Length => Header(GroupPart.First).Length;

    /// <summary>Empties it for the records of the next flush.</summary>
    public void Start(ulong group, ulong salt)
    {
        (_group, _salt) = (group, salt);
        _twice.ResetWrittenCount();
        _once.ResetWrittenCount();
        (_twiceCount, _onceCount, HighestHeight) = (0, 0, Height.Genesis);
    }

    public void Add(in StoredRecord record)
    {
        Invariant.That(record.Payload.Length <= StoredRecord.PayloadBytesMax);
        Invariant.That(_twice.WrittenCount + _once.WrittenCount + RecordCodec.EncodedBytes(record) <= BytesMax);
        RecordCodec.Write(record.IsKeptTwice ? _twice : _once, record, RecordCodec.Seed(_salt, _group));
        if (record.IsKeptTwice)
            _twiceCount++;
        else
            _onceCount++;
        if (record.Height > HighestHeight)
            HighestHeight = record.Height;
    }

    /// <summary>Both parts, padded with zeros to whole blocks.</summary>
    public byte[] ToBlocks()
    {
        var header = Header(GroupPart.First);
        var blocks = new byte[header.Length];
        if (_twiceCount > 0)
        {
            header.Write(blocks, _salt);
            _twice.WrittenSpan.CopyTo(blocks.AsSpan(GroupHeader.Bytes));
        }

        var second = blocks.AsSpan(header.SecondStart);
        (header with { Part = GroupPart.Second }).Write(second, _salt);
        _twice.WrittenSpan.CopyTo(second[GroupHeader.Bytes..]);
        _once.WrittenSpan.CopyTo(second[(GroupHeader.Bytes + _twice.WrittenCount)..]);
        return blocks;
    }

    private GroupHeader Header(GroupPart part) => new(
        part,
        _group,
        _twiceCount,
        _twiceCount == 0 ? 0 : GroupHeader.Bytes + _twice.WrittenCount,
        _twiceCount + _onceCount,
        GroupHeader.Bytes + _twice.WrittenCount + _once.WrittenCount);
}
