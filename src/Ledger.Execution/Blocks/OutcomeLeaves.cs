using Ledger.Cryptography;

namespace Ledger.Execution.Blocks;

/// <summary>The outcomes of a block as canonical bytes: the leaves of its outcome tree.</summary>
public sealed class OutcomeLeaves
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ReadOnlyMemory<int> _ends;

    internal OutcomeLeaves(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<int> ends, Digest root)
    {
        _bytes = bytes;
        _ends = ends;
        Root = root;
    }

    /// <summary>One more than the block has transactions.</summary>
    public int Count => _ends.Length;

    /// <summary>RFC 6962 root over the leaves.</summary>
    public Digest Root { get; }

    public ReadOnlyMemory<byte> this[int leaf]
    {
        get
        {
            var start = leaf == 0 ? 0 : _ends.Span[leaf - 1];
            return _bytes[start.._ends.Span[leaf]];
        }
    }
}
