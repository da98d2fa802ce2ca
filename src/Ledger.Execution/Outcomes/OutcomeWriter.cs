using System.Buffers.Binary;
using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Execution.Blocks;
using Ledger.Execution.Lots;
using Ledger.Execution.Records;
using Ledger.Model;
using Ledger.Model.Encoding;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Execution.Outcomes;

/// <summary>
/// Writes the outcomes of a block as their canonical bytes (PROTOCOL 5.5), one after the other, while operations run.
/// An outcome at work can turn into a failure or be taken back.
/// </summary>
internal sealed class OutcomeWriter
{
    private const int CountSize = sizeof(ushort);
    private const int BlockHeadSize = sizeof(ulong) + CountSize;
    private const int ReasonOffset = Digest.Size;
    private const int FailedOperationOffset = ReasonOffset + sizeof(ushort);
    private const int EffectCountOffset = FailedOperationOffset + sizeof(ushort);
    private const int HeadSize = EffectCountOffset + CountSize;
    private const int MovementHeadSize = Digest.Size + Ticker.LengthMax + 1 + CountSize;
    private const int LotSize = 3 * sizeof(ulong);

    private const byte HopsFlag = 2;

    private readonly List<int> _ends = [];
    private readonly List<ExchangeHop> _hops = [];
    private byte[] _bytes = new byte[4096];
    private int _used;
    private int _start;
    private int _effectAt;
    private int _movementCountAt;

    /// <summary>Lots written since the outcome began: what its operations touched.</summary>
    public uint LotCount { get; private set; }

    /// <summary>Movements of the effect at work, or of the block's own outcome: 65,535 at most.</summary>
    public int MovementCount => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(_movementCountAt));

    /// <summary>Forgets the last block and begins with the block's own outcome.</summary>
    public void BeginBlock(Height height)
    {
        _ends.Clear();
        _used = 0;
        var writer = new FixedWriter(Extend(BlockHeadSize));
        writer.UInt64(height.Value);
        writer.UInt16(0);
        _movementCountAt = sizeof(ulong);
    }

    public void BeginOutcome(TransactionId transaction)
    {
        _start = _used;
        LotCount = 0;
        var head = Extend(HeadSize);
        head.Clear();
        transaction.Value.CopyTo(head);
    }

    /// <summary>Begins what one operation does; its movements follow.</summary>
    public void BeginEffect()
    {
        _hops.Clear();
        _effectAt = _used;
        Count(_start + EffectCountOffset);
        Extend(1 + CountSize).Clear();
        _movementCountAt = _used - CountSize;
    }

    /// <summary>
    /// Says that the operation moves nothing, since its order reference took effect in that transaction.
    /// </summary>
    public void MakeRepeat(TransactionId transaction)
    {
        Invariant.That(_movementCountAt == _used - CountSize);
        _used -= 1 + CountSize;
        var writer = new FixedWriter(Extend(1 + Digest.Size + CountSize));
        writer.Byte(1);
        writer.Digest(transaction.Value);
        writer.UInt16(0);
        _movementCountAt = _used - CountSize;
    }

    public void AddMovement(AccountId account, Ticker token, MovementKind kind, LotList lots)
    {
        Count(_movementCountAt);
        var writer = new FixedWriter(Extend(MovementHeadSize + (lots.Count * LotSize)));
        writer.Account(account);
        writer.Ticker(token);
        writer.Byte((byte)kind);
        writer.UInt16((ushort)lots.Count);
        foreach (ref readonly var lot in lots.Lots)
            BalanceRecord.WriteLot(ref writer, lot);
        LotCount += (uint)lots.Count;
    }

    /// <summary>Says what one hop of an exchange did, or what a quote promises.</summary>
    public void AddHop(in ExchangeHop hop) => _hops.Add(hop);

    /// <summary>Ends what one operation does.</summary>
    public void EndEffect()
    {
        if (_hops.Count == 0)
            return;
        _bytes[_effectAt] |= HopsFlag;
        var writer = new FixedWriter(Extend(1 + (_hops.Count * ExchangeHopCodec.Size)));
        writer.Byte((byte)_hops.Count);
        foreach (var hop in _hops)
            ExchangeHopCodec.Write(ref writer, hop);
    }

    /// <summary>Ends the block's own outcome, or the one that began last.</summary>
    public void End() => _ends.Add(_used);

    /// <summary>Ends the outcome as failed: nothing of what the operations did remains in it.</summary>
    /// <param name="subjects">Tokens that the failure is about.</param>
    public void EndAsFailed(Reason reason, int operation, List<Ticker> subjects)
    {
        Invariant.That(ReasonCatalogue.StageOf(reason) == ReasonStage.Failed);
        _used = _start + HeadSize;
        var head = _bytes.AsSpan(_start, HeadSize);
        BinaryPrimitives.WriteUInt16BigEndian(head[ReasonOffset..], (ushort)reason);
        BinaryPrimitives.WriteUInt16BigEndian(head[FailedOperationOffset..], (ushort)operation);
        BinaryPrimitives.WriteUInt16BigEndian(head[EffectCountOffset..], (ushort)subjects.Count);
        var writer = new FixedWriter(Extend(subjects.Count * Ticker.LengthMax));
        foreach (var subject in subjects)
            writer.Ticker(subject);
        End();
    }

    /// <summary>Takes the outcome at work back.</summary>
    public void Drop() => _used = _start;

    public OutcomeLeaves ToLeaves()
    {
        var bytes = _bytes.AsMemory(0, _used).ToArray();
        var root = new MerkleRootBuilder();
        var start = 0;
        foreach (var end in _ends)
        {
            root.Append(bytes.AsSpan(start, end - start));
            start = end;
        }

        return new(bytes, _ends.ToArray(), root.Root);
    }

    private void Count(int at)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(at));
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(at), (ushort)(count + 1));
    }

    private Span<byte> Extend(int size)
    {
        if (_bytes.Length - _used < size)
            Array.Resize(ref _bytes, Math.Max(_used + size, _bytes.Length * 2));
        _used += size;
        return _bytes.AsSpan(_used - size, size);
    }
}
