using System.Buffers.Binary;
using System.Numerics;
using Ledger.Cryptography.Hashing;

namespace Ledger.Cryptography.Trees;

/// <summary>
/// The right edge of an RFC 6962 tree as a value: the roots of its complete subtrees, the largest first. It is all
/// that appending needs, so the history of a whole chain is carried along in at most 63 hashes (PROTOCOL 6.4).
/// </summary>
public sealed class MerkleFrontier : IEquatable<MerkleFrontier>
{
    public const ulong CountMax = long.MaxValue;
    public const int EncodedSizeMax = sizeof(ulong) + (63 * Digest.Size);

    public static readonly MerkleFrontier Empty = new(0, []);

    private static readonly Digest EmptyRoot = Sha256.Hash([]);

    private readonly Digest[] _peaks;

    private MerkleFrontier(ulong count, Digest[] peaks) => (Count, _peaks) = (count, peaks);

    /// <summary>The leaves appended so far.</summary>
    public ulong Count { get; }

    public Digest Root => RootOf(_peaks);

    public int EncodedSize => sizeof(ulong) + (_peaks.Length * Digest.Size);

    public MerkleFrontier Append(Digest leafHash)
    {
        var merges = BitOperations.TrailingZeroCount(~Count);
        var kept = _peaks.Length - merges;
        var peaks = new Digest[kept + 1];
        _peaks.AsSpan(0, kept).CopyTo(peaks);
        peaks[kept] = Merge(_peaks.AsSpan(kept), leafHash);
        return new(Count + 1, peaks);
    }

    /// <summary>Writes <see cref="EncodedSize"/> bytes: the count, then the peaks.</summary>
    public void Encode(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, Count);
        for (var i = 0; i < _peaks.Length; i++)
            _peaks[i].CopyTo(destination[(sizeof(ulong) + (i * Digest.Size))..]);
    }

    /// <summary>Accepts exactly the bytes that <see cref="Encode"/> writes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out MerkleFrontier frontier)
    {
        frontier = Empty;
        if (!BinaryPrimitives.TryReadUInt64BigEndian(bytes, out var count))
            return false;
        var encoded = bytes[sizeof(ulong)..];
        if (count > CountMax || encoded.Length != BitOperations.PopCount(count) * Digest.Size)
            return false;
        var peaks = new Digest[encoded.Length / Digest.Size];
        for (var i = 0; i < peaks.Length; i++)
            peaks[i] = new(encoded.Slice(i * Digest.Size, Digest.Size));
        frontier = new(count, peaks);
        return true;
    }

    public bool Equals(MerkleFrontier? other) =>
        other is not null && Count == other.Count && _peaks.AsSpan().SequenceEqual(other._peaks);

    public override bool Equals(object? obj) => Equals(obj as MerkleFrontier);

    public override int GetHashCode() => (int)(Count & int.MaxValue);

    /// <summary>The root over complete subtrees, the largest first.</summary>
    internal static Digest RootOf(ReadOnlySpan<Digest> peaks) =>
        peaks.IsEmpty ? EmptyRoot : Merge(peaks[..^1], peaks[^1]);

    private static Digest Merge(ReadOnlySpan<Digest> lefts, Digest right)
    {
        for (var i = lefts.Length - 1; i >= 0; i--)
            right = TreeHash.Node(lefts[i], right);
        return right;
    }
}
