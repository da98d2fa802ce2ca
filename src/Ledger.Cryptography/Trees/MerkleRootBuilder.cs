using System.Numerics;

namespace Ledger.Cryptography.Trees;

/// <summary>The RFC 6962 root over leaves that come one by one; holds no leaf and allocates nothing per leaf.</summary>
public sealed class MerkleRootBuilder
{
    private readonly Digest[] _peaks = new Digest[64];
    private int _peakCount;

    public ulong Count { get; private set; }

    public Digest Root => MerkleFrontier.RootOf(_peaks.AsSpan(0, _peakCount));

    /// <summary>Appends a leaf by its content.</summary>
    public void Append(ReadOnlySpan<byte> content) => AppendHash(TreeHash.Leaf(content));

    public void AppendHash(Digest leafHash)
    {
        for (var merges = BitOperations.TrailingZeroCount(~Count); merges > 0; merges--)
            leafHash = TreeHash.Node(_peaks[--_peakCount], leafHash);
        _peaks[_peakCount++] = leafHash;
        Count++;
    }
}
