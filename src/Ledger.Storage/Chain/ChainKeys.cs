using System.Buffers.Binary;
using Ledger.Cryptography;
using Ledger.Execution.State;
using Ledger.Model.Encoding;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Storage.Chain;

/// <summary>The keys of the column families; all integers big-endian, so that byte order is their order.</summary>
internal static class ChainKeys
{
    public const int LeafSize = sizeof(ulong) + sizeof(uint);
    public const int AccountLeafSize = Digest.Size + LeafSize;
    public const int NonceSize = sizeof(ulong) + NonceKey.Size;
    public const int StateSizeMax = 1 + StateKey.LengthMax;
    public const int HistoryNodeSize = 1 + sizeof(ulong);

    private const int EvidencePlaceSize = sizeof(ushort) + sizeof(ulong) + 1;

    private const int BucketMinutesLog2 = 5;

    /// <summary>In every family: the height of the last commit. No other key has one byte.</summary>
    public static ReadOnlySpan<byte> Stamp => [0];

    /// <summary>Before everything in the meta family that proves a contradiction.</summary>
    public static ReadOnlySpan<byte> EvidencePrefix => "evidence/"u8;

    /// <summary>Evidence by culprit, height and kind: one of each is enough.</summary>
    public static byte[] Evidence(Evidence evidence)
    {
        var writer = new FixedWriter(new byte[EvidencePrefix.Length + EvidencePlaceSize]);
        writer.Bytes(EvidencePrefix);
        writer.UInt16(evidence.Culprit);
        writer.UInt64(evidence.First.Vote.Height.Value);
        writer.Byte((byte)evidence.Kind);
        return writer.Written.ToArray();
    }

    /// <summary>A block by its height.</summary>
    public static ReadOnlySpan<byte> Block(Height height, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, height.Value);
        return destination[..sizeof(ulong)];
    }

    /// <summary>An outcome leaf: 0 is the block's own, i + 1 that of transaction i.</summary>
    public static ReadOnlySpan<byte> Leaf(Height height, uint leaf, Span<byte> destination)
    {
        var writer = new FixedWriter(destination);
        writer.UInt64(height.Value);
        writer.UInt32(leaf);
        return destination[..LeafSize];
    }

    /// <summary>
    /// That an outcome leaf touches an account: a scan of an account's prefix gives its past in order.
    /// </summary>
    public static ReadOnlySpan<byte> AccountLeaf(AccountId account, Height height, uint leaf, Span<byte> destination)
    {
        account.Value.CopyTo(destination);
        Leaf(height, leaf, destination[Digest.Size..]);
        return destination[..AccountLeafSize];
    }

    public static ReadOnlySpan<byte> Transaction(TransactionId transaction, Span<byte> destination)
    {
        transaction.Value.CopyTo(destination);
        return destination[..Digest.Size];
    }

    /// <summary>A part and a key within it, in the order of <see cref="StateKey"/>.</summary>
    public static ReadOnlySpan<byte> State(in StateKey key, Span<byte> destination)
    {
        destination[0] = (byte)key.Part;
        key.CopyTo(destination[1..]);
        return destination[..(1 + key.Length)];
    }

    /// <summary>
    /// Half an hour of minutes share a bucket, so that nonces are found by author within few buckets and forgotten
    /// by the bucket.
    /// </summary>
    public static ulong BucketOf(ulong minute) => minute >> BucketMinutesLog2;

    public static ReadOnlySpan<byte> Bucket(ulong bucket, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, bucket);
        return destination[..sizeof(ulong)];
    }

    public static ReadOnlySpan<byte> Nonce(ulong bucket, in NonceKey nonce, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, bucket);
        nonce.CopyTo(destination[sizeof(ulong)..]);
        return destination[..NonceSize];
    }

    /// <summary>A complete subtree of the tree over all block hashes.</summary>
    public static ReadOnlySpan<byte> HistoryNode(int level, ulong index, Span<byte> destination)
    {
        destination[0] = (byte)level;
        BinaryPrimitives.WriteUInt64BigEndian(destination[1..], index);
        return destination[..HistoryNodeSize];
    }
}
