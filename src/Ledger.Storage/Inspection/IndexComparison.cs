using Ledger.Audit.Blocks;
using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Model.Blocks;
using Ledger.Model.Values;
using Ledger.Storage.Chain;

namespace Ledger.Storage.Inspection;

/// <summary>
/// Holds the indexes over the blocks against each block as it comes: transactions, accounts, history.
/// </summary>
internal sealed class IndexComparison(ComparedStore store)
{
    private readonly ChainFamilies _families = store.Families;
    private readonly TouchedAccounts _touched = new();
    private readonly Dictionary<(int Level, ulong Index), Digest> _open = [];
    private ulong _transactions;
    private ulong _accounts;
    private ulong _historyNodes;

    /// <summary>Over the hashes of the blocks so far.</summary>
    public MerkleFrontier History { get; private set; } = MerkleFrontier.Empty;

    public void Begin(BlockHash genesis) => AddHistory(Height.Genesis, genesis);

    public void Add(Block block, RawBlock raw)
    {
        AddHistory(block.Height, block.Hash);
        CheckTransactions(block);
        CheckAccounts(block, raw);
    }

    /// <summary>Nothing is indexed but what the blocks so far make.</summary>
    public void Finish()
    {
        store.CheckCount(_families.Transactions, _transactions);
        store.CheckCount(_families.Accounts, _accounts);
        store.CheckCount(_families.History, _historyNodes);
    }

    private void CheckTransactions(Block block)
    {
        if (block.Transactions.IsEmpty)
            return;
        var keys = new ReadOnlyMemory<byte>[block.Transactions.Length];
        var values = new byte[]?[keys.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = block.Transactions[i].Id.Value.ToArray();
        store.View.MultiGet(_families.Transactions, keys, values);
        Span<byte> place = stackalloc byte[ChainKeys.LeafSize];
        for (var i = 0; i < keys.Length; i++)
        {
            if (ChainKeys.Leaf(block.Height, (uint)i + 1, place).SequenceEqual(values[i]))
                continue;
            throw store.Damage(
                _families.Transactions,
                $"{block.Transactions[i].Id} does not lead to height {block.Height}, transaction {i}");
        }

        _transactions += (ulong)keys.Length;
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
        store.View.MultiGet(_families.Accounts, keys.ToArray(), values);
        var missing = Array.FindIndex(values, value => value is not { Length: 0 });
        if (missing >= 0)
            throw store.Damage(_families.Accounts, $"{Convert.ToHexStringLower(keys[missing].Span)} is missing");
    }

    /// <summary>A new leaf completes the subtrees whose roots stand in the history family.</summary>
    private void AddHistory(Height height, BlockHash hash)
    {
        var node = TreeHash.Leaf(hash.Value.ToArray());
        History = History.Append(node);
        for (var (level, index) = (0, height.Value); ; level++, index >>= 1)
        {
            CheckHistoryNode(level, index, node);
            if (index % 2 == 0)
            {
                _open[(level, index)] = node;
                return;
            }

            _open.Remove((level, index - 1), out var left);
            node = TreeHash.Node(left, node);
        }
    }

    private void CheckHistoryNode(int level, ulong index, Digest expected)
    {
        _historyNodes++;
        Span<byte> key = stackalloc byte[ChainKeys.HistoryNodeSize];
        using var stored = store.View.Get(_families.History, ChainKeys.HistoryNode(level, index, key));
        if (!Digest.TryRead(stored.Bytes, out var found) || found != expected)
            throw store.Damage(_families.History, $"node {index} of level {level} is not what the blocks make");
    }
}
