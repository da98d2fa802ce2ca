namespace Ledger.Cryptography.Trees;

/// <summary>An RFC 6962 tree in memory, for proofs about the transactions and outcomes of one block.</summary>
public sealed class MerkleTree : IMerkleNodeReader
{
    private readonly List<List<Digest>> _levels = [[]];

    public ulong Count => (ulong)_levels[0].Count;

    public Digest Root => Count == 0 ? MerkleFrontier.Empty.Root : MerkleProof.RootOf(this, 0, Count);

    public void Append(Digest leafHash)
    {
        var node = leafHash;
        for (var level = 0; ; level++)
        {
            if (level == _levels.Count)
                _levels.Add([]);
            var nodes = _levels[level];
            nodes.Add(node);
            if (nodes.Count % 2 != 0)
                return;
            node = TreeHash.Node(nodes[^2], nodes[^1]);
        }
    }

    public Digest Read(int level, ulong index) => _levels[level][checked((int)index)];
}
