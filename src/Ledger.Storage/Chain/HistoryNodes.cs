using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>The complete subtrees of the tree over all block hashes: what consistency proofs are made from.</summary>
internal sealed class HistoryNodes(RocksView view, ChainFamilies families) : IMerkleNodeReader
{
    public Digest Read(int level, ulong index)
    {
        Span<byte> key = stackalloc byte[ChainKeys.HistoryNodeSize];
        using var node = view.Get(families.History, ChainKeys.HistoryNode(level, index, key));
        return Digest.TryRead(node.Bytes, out var digest)
            ? digest
            : throw new StoreDamagedException($"Node {index} of level {level} of the history tree is missing.");
    }
}
