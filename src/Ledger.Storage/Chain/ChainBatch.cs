using System.Buffers;
using System.Buffers.Binary;
using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Execution.Blocks;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>Gathers all that one block makes durable.</summary>
internal sealed class ChainBatch(ChainFamilies families, WriteBatch batch)
{
    private readonly SortedChanges _sorted = new();
    private readonly byte[] _key = new byte[Math.Max(ChainKeys.StateSizeMax, ChainKeys.NonceSize)];

    public void PutHeader(Header header) =>
        batch.Put(families.Headers, ChainKeys.Block(header.Height, _key), header.ToBytes());

    public void PutBlock(Block block)
    {
        var writer = new ArrayBufferWriter<byte>(BlockCodec.SizeOf(block));
        BlockCodec.Write(block, writer);
        batch.Put(families.Blocks, ChainKeys.Block(block.Height, _key), writer.WrittenSpan);
        var places = new byte[block.Transactions.Length * ChainKeys.LeafSize];
        for (var i = 0; i < block.Transactions.Length; i++)
        {
            var place = places.AsMemory(i * ChainKeys.LeafSize, ChainKeys.LeafSize);
            ChainKeys.Leaf(block.Height, (uint)i + 1, place.Span);
            _sorted.Put(ChainKeys.Transaction(block.Transactions[i].Id, _key), place);
        }

        _sorted.AddTo(batch, families.Transactions);
    }

    public void PutCertificate(FinalityCertificate certificate) => batch.Put(
        families.Certificates, ChainKeys.Block(certificate.Height, _key), StoredCertificate.ToBytes(certificate));

    public void PutTip(StoredTip tip)
    {
        batch.Put(families.Meta, ChainMeta.TipKey, tip.ToBytes());
        var height = ChainKeys.Block(tip.Height, _key);
        foreach (var family in families.All)
            batch.Put(family, ChainKeys.Stamp, height);
    }

    /// <summary>Outcomes, and which accounts each of them touches.</summary>
    public void PutOutcomes(Block block, OutcomeLeaves outcomes)
    {
        Invariant.That(outcomes.Count == block.Transactions.Length + 1);
        var accounts = new TouchedAccounts();
        for (var leaf = 0u; leaf < outcomes.Count; leaf++)
        {
            var bytes = outcomes[(int)leaf];
            batch.Put(families.Outcomes, ChainKeys.Leaf(block.Height, leaf, _key), bytes.Span);
            var touched = leaf == 0
                ? accounts.OfBlock(bytes.Span)
                : accounts.OfTransaction(block.Transactions[(int)leaf - 1], bytes.Span);
            foreach (var account in touched)
                _sorted.Put(ChainKeys.AccountLeaf(account, block.Height, leaf, _key), default);
        }

        _sorted.AddTo(batch, families.Accounts);
    }

    /// <summary>
    /// The state's entries and the index of nonces; returns the minutes that are remembered afterwards.
    /// </summary>
    public ReplayMinutes PutState(ExecutedBlock block, ReplayMinutes minutes)
    {
        var before = minutes;
        foreach (var minute in block.DroppedMinutes)
        {
            DropMinute(minute);
            minutes = minutes.Without(minute);
        }

        if (!before.IsEmpty)
            DropBuckets(before.Oldest, minutes.IsEmpty ? before.Newest + 1 : minutes.Oldest);
        foreach (ref readonly var change in block.Changes.Span)
            minutes = Put(change, minutes);
        return minutes;
    }

    public void PutPages(TreeOverlay overlay)
    {
        Span<byte> tree = stackalloc byte[TreeId.Size];
        foreach (var dropped in overlay.DroppedTrees)
        {
            dropped.CopyTo(tree);
            batch.DeleteRange(families.Pages, tree, KeyRange.EndOfPrefix(tree));
        }

        Span<byte> key = stackalloc byte[TreePosition.KeySizeMax];
        foreach (var (position, page) in overlay.Pages)
        {
            position.CopyKeyTo(key);
            if (page is { } changed)
                _sorted.Put(key[..position.KeySize], changed.Bytes);
            else
                _sorted.Delete(key[..position.KeySize]);
        }

        _sorted.AddTo(batch, families.Pages);
    }

    /// <summary>The subtrees of the history tree that a block's hash completes.</summary>
    public void PutHistory(Height height, BlockHash hash, IMerkleNodeReader nodes)
    {
        var node = TreeHash.Leaf(hash.Value.ToArray());
        Span<byte> value = stackalloc byte[Digest.Size];
        for (var (level, index) = (0, height.Value); ; level++, index >>= 1)
        {
            node.CopyTo(value);
            batch.Put(families.History, ChainKeys.HistoryNode(level, index, _key), value);
            if (index % 2 == 0)
                return;
            node = TreeHash.Node(nodes.Read(level, index - 1), node);
        }
    }

    private ReplayMinutes Put(in StateChange change, ReplayMinutes minutes)
    {
        var key = ChainKeys.State(change.Key, _key);
        if (change.IsRemoval)
        {
            batch.Delete(families.State, key);
            return minutes;
        }

        batch.Put(families.State, key, change.Value.Span);
        if (!NonceKey.TryRead(change.Key, out var minute, out var nonce))
            return minutes;
        Span<byte> value = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(value, minute);
        batch.Put(families.Nonces, ChainKeys.Nonce(ChainKeys.BucketOf(minute), nonce, _key), value);
        return minutes.With(minute);
    }

    private void DropMinute(ulong minute)
    {
        Span<byte> start = stackalloc byte[1 + sizeof(ulong)];
        start = start[..ChainKeys.State(StateKeys.ReplayMinute(minute), start).Length];
        batch.DeleteRange(families.State, start, KeyRange.EndOfPrefix(start));
    }

    private void DropBuckets(ulong oldestBefore, ulong oldestAfter)
    {
        Span<byte> end = stackalloc byte[sizeof(ulong)];
        var (from, until) = (ChainKeys.BucketOf(oldestBefore), ChainKeys.BucketOf(oldestAfter));
        if (from < until)
            batch.DeleteRange(families.Nonces, ChainKeys.Bucket(from, _key), ChainKeys.Bucket(until, end));
    }
}
