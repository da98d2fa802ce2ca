using Ledger.Audit.Blocks;
using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Encoding;
using Ledger.Model.Genesis;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Storage.Chain;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Inspection;

/// <summary>
/// Holds everything that is stored beside the blocks (FORMAT.md) against what they make: indexes while the audit goes
/// along, history, state and trees at its end. What it finds throws a <see cref="StoreDamagedException"/> with the place.
/// </summary>
public sealed class StoreComparison
{
    /// <summary>Format, network, node and tip.</summary>
    private const ulong OwnEntries = 4;

    private readonly string _path;
    private readonly RocksView _view;
    private readonly ChainFamilies _families;
    private readonly StoredTip _tip;
    private readonly GenesisDocument _genesis;
    private readonly TouchedAccounts _touched = new();
    private readonly Dictionary<(int Level, ulong Index), Digest> _open = [];
    private MerkleFrontier _history = MerkleFrontier.Empty;
    private ulong _blocks;
    private ulong _transactions;
    private ulong _outcomes;
    private ulong _accounts;
    private ulong _historyNodes;

    internal StoreComparison(
        string path, RocksDatabase database, ChainFamilies families, StoredTip tip, GenesisDocument genesis) =>
        (_path, _view, _families, _tip, _genesis) = (path, database.Latest, families, tip, genesis);

    /// <summary>Block 0.</summary>
    public void Begin(Header genesis) => AddHistory(Height.Genesis, genesis.Hash());

    /// <summary>The next block, which is sound, with its outcomes, which are right.</summary>
    public void Add(Block block, RawBlock raw)
    {
        _blocks++;
        _outcomes += (ulong)raw.Outcomes.Length;
        _transactions += (ulong)block.Transactions.Length;
        AddHistory(block.Height, block.Hash);
        CheckTransactions(block);
        CheckAccounts(block, raw);
    }

    /// <summary>After the block of the store's own tip.</summary>
    /// <param name="state">The state after that block, as execution made it.</param>
    public void Finish(MemoryState state)
    {
        CheckTip();
        CheckCount(_families.Meta, OwnEntries + CheckEvidence());
        CheckCount(_families.Headers, _blocks + 1);
        CheckCount(_families.Blocks, _blocks);
        CheckCount(_families.Certificates, _blocks);
        CheckCount(_families.Outcomes, _outcomes);
        CheckCount(_families.Transactions, _transactions);
        CheckCount(_families.Accounts, _accounts);
        CheckCount(_families.History, _historyNodes);
        CheckState(state);
        CheckNonces(state);
        CheckPages(state);
    }

    private void CheckTransactions(Block block)
    {
        if (block.Transactions.IsEmpty)
            return;
        var keys = new ReadOnlyMemory<byte>[block.Transactions.Length];
        var values = new byte[]?[keys.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = block.Transactions[i].Id.Value.ToArray();
        _view.MultiGet(_families.Transactions, keys, values);
        Span<byte> place = stackalloc byte[ChainKeys.LeafSize];
        for (var i = 0; i < keys.Length; i++)
        {
            if (!ChainKeys.Leaf(block.Height, (uint)i + 1, place).SequenceEqual(values[i]))
                throw Damage(_families.Transactions, $"{block.Transactions[i].Id} does not lead to height {block.Height}, transaction {i}");
        }
    }

    private void CheckAccounts(Block block, RawBlock raw)
    {
        var keys = new List<ReadOnlyMemory<byte>>();
        for (var leaf = 0; leaf < raw.Outcomes.Length; leaf++)
        {
            var accounts = leaf == 0
                ? _touched.OfBlock(raw.Outcomes[0].Span)
                : _touched.OfTransaction(block.Transactions[leaf - 1], raw.Outcomes[leaf].Span);
            foreach (var account in accounts)
            {
                var key = new byte[ChainKeys.AccountLeafSize];
                ChainKeys.AccountLeaf(account, block.Height, (uint)leaf, key);
                keys.Add(key);
            }
        }

        _accounts += (ulong)keys.Count;
        var values = new byte[]?[keys.Count];
        _view.MultiGet(_families.Accounts, keys.ToArray(), values);
        var missing = Array.FindIndex(values, value => value is not { Length: 0 });
        if (missing >= 0)
            throw Damage(_families.Accounts, $"{Convert.ToHexStringLower(keys[missing].Span)} is missing");
    }

    /// <summary>A new leaf completes the subtrees whose roots stand in the history family.</summary>
    private void AddHistory(Height height, BlockHash hash)
    {
        var node = TreeHash.Leaf(hash.Value.ToArray());
        _history = _history.Append(node);
        Span<byte> key = stackalloc byte[ChainKeys.HistoryNodeSize];
        for (var (level, index) = (0, height.Value); ; level++, index >>= 1)
        {
            using (var stored = _view.Get(_families.History, ChainKeys.HistoryNode(level, index, key)))
            {
                if (!Digest.TryRead(stored.Bytes, out var found) || found != node)
                    throw Damage(_families.History, $"node {index} of level {level} is not what the blocks make");
            }

            _historyNodes++;
            if (index % 2 == 0)
            {
                _open[(level, index)] = node;
                return;
            }

            _open.Remove((level, index - 1), out var left);
            node = TreeHash.Node(left, node);
        }
    }

    private void CheckTip()
    {
        if (_tip.Height.Value != _blocks)
            throw Damage(_families.Meta, $"the tip says height {_tip.Height}, the chain has {_blocks}");
        if (_tip.Validators.Hash != _genesis.Validators().Hash)
            throw Damage(_families.Meta, "the tip names other validators");
        if (!_tip.History.Equals(_history))
            throw Damage(_families.Meta, "the tip's history is not what the blocks make");
    }

    /// <summary>What the node keeps against others is its own matter, but each piece reads and stands in its place.</summary>
    private ulong CheckEvidence()
    {
        ulong count = 0;
        using var iterator = _view.IteratePrefix(_families.Meta, ChainKeys.EvidencePrefix);
        for (var valid = iterator.SeekToFirst(); valid; valid = iterator.MoveNext(), count++)
        {
            if (!Evidence.TryRead(iterator.Value, out var evidence) || !iterator.Key.SequenceEqual(ChainKeys.Evidence(evidence!)))
                throw Damage(_families.Meta, $"{Convert.ToHexStringLower(iterator.Key)} is no evidence");
        }

        return count;
    }

    private void CheckCount(ColumnFamily family, ulong expected)
    {
        ulong count = 0;
        using var iterator = _view.Iterate(family, once: true);
        for (var valid = iterator.SeekToFirst(); valid; valid = iterator.MoveNext())
            count++;
        // And the stamp.
        if (count != expected + 1)
            throw Damage(family, $"holds {count - 1} entries, the blocks make {expected}");
    }

    private void CheckState(MemoryState state)
    {
        Span<byte> key = stackalloc byte[ChainKeys.StateSizeMax];
        using var iterator = _view.Iterate(_families.State, once: true);
        var valid = SkipStamp(iterator);
        foreach (var entry in state.Entries())
        {
            if (!valid
                || !iterator.Key.SequenceEqual(ChainKeys.State(entry.Key, key))
                || !iterator.Value.SequenceEqual(entry.Value.Span))
            {
                throw Damage(_families.State, $"{entry.Key} is not what execution makes");
            }

            valid = iterator.MoveNext();
        }

        if (valid)
            throw Damage(_families.State, $"{Convert.ToHexStringLower(iterator.Key)} is more than execution makes");
    }

    /// <summary>Every nonce of the state is indexed; what the index has beyond them is of minutes that passed.</summary>
    private void CheckNonces(MemoryState state)
    {
        Span<byte> key = stackalloc byte[ChainKeys.NonceSize];
        ulong remembered = 0;
        foreach (var entry in state.Entries())
        {
            if (!NonceKey.TryRead(entry.Key, out var minute, out var nonce))
                continue;
            remembered++;
            using var stored = _view.Get(_families.Nonces, ChainKeys.Nonce(ChainKeys.BucketOf(minute), nonce, key));
            if (!stored.IsFound || !stored.Bytes.SequenceEqual(Number(minute)))
                throw Damage(_families.Nonces, $"{Convert.ToHexStringLower(key)} is not of minute {minute}");
            if (_tip.Minutes.IsEmpty || minute < _tip.Minutes.Oldest || minute > _tip.Minutes.Newest)
                throw Damage(_families.Meta, $"the tip's range of minutes lacks {minute}");
        }

        CheckPassedNonces(remembered, state);
    }

    private void CheckPassedNonces(ulong remembered, MemoryState state)
    {
        using var iterator = _view.Iterate(_families.Nonces, once: true);
        for (var valid = SkipStamp(iterator); valid; valid = iterator.MoveNext())
        {
            var minute = iterator.Value.Length == sizeof(ulong)
                ? System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(iterator.Value)
                : 0;
            var isKey = iterator.Key.Length == ChainKeys.NonceSize
                && iterator.Key[..sizeof(ulong)].SequenceEqual(Number(ChainKeys.BucketOf(minute)));
            if (!isKey)
                throw Damage(_families.Nonces, $"{Convert.ToHexStringLower(iterator.Key)} is in a wrong bucket");
            if (state.TryRead(StateKeys.ReplayMinute(minute), out _))
                remembered--;
        }

        if (remembered != 0)
            throw Damage(_families.Nonces, "has other nonces of minutes that are remembered than the state");
    }

    private void CheckPages(MemoryState state)
    {
        ulong count = 0;
        using var iterator = _view.Iterate(_families.Pages, once: true);
        for (var valid = SkipStamp(iterator); valid; valid = iterator.MoveNext(), count++)
        {
            if (!TryReadPosition(iterator.Key, out var position)
                || state.View.Pages.Find(position) is not { } page
                || !page.Bytes.Span.SequenceEqual(iterator.Value))
            {
                throw Damage(_families.Pages, $"{Convert.ToHexStringLower(iterator.Key)} is not what execution makes");
            }
        }

        if (count != (ulong)state.PageCount)
            throw Damage(_families.Pages, $"holds {count} pages, execution makes {state.PageCount}");
    }

    // Only a key that is written again just so is one.
    private static bool TryReadPosition(ReadOnlySpan<byte> key, out TreePosition position)
    {
        position = default;
        var reader = new FixedReader(key);
        var tree = new TreeId(reader.Byte(), reader.UInt64());
        var depth = reader.Byte();
        var prefix = reader.Bytes(reader.Remaining);
        if (!reader.IsSound || depth % TreePage.Levels != 0 || prefix.Length > Digest.Size)
            return false;
        Span<byte> padded = stackalloc byte[TreePosition.KeySizeMax];
        padded.Clear();
        prefix.CopyTo(padded);
        position = TreePosition.Of(tree, depth, new(padded[..Digest.Size]));
        position.CopyKeyTo(padded);
        return key.SequenceEqual(padded[..position.KeySize]);
    }

    private static bool SkipStamp(RocksIterator iterator) =>
        iterator.SeekToFirst() && (!iterator.Key.SequenceEqual(ChainKeys.Stamp) || iterator.MoveNext());

    private static byte[] Number(ulong value)
    {
        var bytes = new byte[sizeof(ulong)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    private StoreDamagedException Damage(ColumnFamily family, string what) =>
        new($"{_path}: {family.Name}: {what}.");
}
