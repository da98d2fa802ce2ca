using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Blocks;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Audit.Blocks;

/// <summary>
/// A block as a source holds it: bytes that nobody has looked at yet. Genesis has a header and nothing else.
/// </summary>
/// <param name="Height">Where the source says that it stands.</param>
/// <param name="Certificate">
/// Canonical bytes (PROTOCOL 9.3), as are those of the parent's; empty where there is none.
/// </param>
/// <param name="Outcomes">The block's own first.</param>
public sealed record RawBlock(
    Height Height,
    ReadOnlyMemory<byte> Header,
    ReadOnlyMemory<byte> ParentCertificate,
    ImmutableArray<ReadOnlyMemory<byte>> Evidence,
    ImmutableArray<ReadOnlyMemory<byte>> Transactions,
    ReadOnlyMemory<byte> Certificate,
    ImmutableArray<ReadOnlyMemory<byte>> Outcomes)
{
    /// <summary>
    /// Takes the pieces of a block's bytes (PROTOCOL 5.4) apart. The pieces share memory with <paramref name="body"/>.
    /// False if lengths and counts do not come out even.
    /// </summary>
    public static bool TrySplit(
        Height height,
        ReadOnlyMemory<byte> body,
        ReadOnlyMemory<byte> certificate,
        ImmutableArray<ReadOnlyMemory<byte>> outcomes,
        out RawBlock? block)
    {
        var pieces = new Splitter(body);
        var header = pieces.Take(Model.Blocks.Header.Size);
        var parent = pieces.Take(pieces.UInt32());
        var evidence = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        for (var left = Math.Min((int)pieces.UInt16(), Block.EvidenceMax + 1); left > 0 && pieces.IsSound; left--)
            evidence.Add(pieces.Take(pieces.UInt16()));
        var transactions = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        while (pieces.IsSound && !pieces.IsAtEnd)
            transactions.Add(pieces.Take(pieces.UInt32()));
        block = pieces.IsSound
            ? new(height, header, parent, evidence.ToImmutable(), transactions.ToImmutable(), certificate, outcomes)
            : null;
        return pieces.IsSound;
    }

    /// <summary>Length of the content: all but the certificate.</summary>
    public int ContentSize
    {
        get
        {
            var size = sizeof(ulong) + sizeof(uint) + BodySize + sizeof(uint);
            foreach (var outcome in Outcomes)
                size += sizeof(uint) + outcome.Length;
            return size;
        }
    }

    private int BodySize
    {
        get
        {
            var size = Header.Length + sizeof(uint) + ParentCertificate.Length + sizeof(ushort);
            foreach (var evidence in Evidence)
                size += sizeof(ushort) + evidence.Length;
            foreach (var transaction in Transactions)
                size += sizeof(uint) + transaction.Length;
            return size;
        }
    }

    /// <summary>Writes height, the block's bytes (PROTOCOL 5.4) and outcomes (PROTOCOL 13.1).</summary>
    public void WriteContent(ref FixedWriter writer)
    {
        writer.UInt64(Height.Value);
        writer.UInt32((uint)BodySize);
        writer.Bytes(Header.Span);
        WriteWithLength(ref writer, ParentCertificate);
        writer.UInt16((ushort)Evidence.Length);
        foreach (var evidence in Evidence)
        {
            writer.UInt16((ushort)evidence.Length);
            writer.Bytes(evidence.Span);
        }

        foreach (var transaction in Transactions)
            WriteWithLength(ref writer, transaction);
        writer.UInt32((uint)Outcomes.Length);
        foreach (var outcome in Outcomes)
            WriteWithLength(ref writer, outcome);
    }

    /// <summary>
    /// Reads what <see cref="WriteContent"/> wrote; the certificate is all that follows. Shares memory with
    /// <paramref name="bytes"/>.
    /// </summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out RawBlock? block)
    {
        block = null;
        var pieces = new Splitter(bytes);
        var height = new Height(pieces.UInt64());
        var body = pieces.Take(pieces.UInt32());
        var count = pieces.UInt32();
        var outcomes = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        for (; count > 0 && pieces.IsSound; count--)
            outcomes.Add(pieces.Take(pieces.UInt32()));
        return pieces.IsSound && TrySplit(height, body, pieces.TakeRest(), outcomes.ToImmutable(), out block);
    }

    /// <summary>
    /// Everything but the certificate is equal: certificates of one block may differ from node to node.
    /// </summary>
    public bool HasContentOf(RawBlock other) =>
        Height == other.Height
        && Header.Span.SequenceEqual(other.Header.Span)
        && ParentCertificate.Span.SequenceEqual(other.ParentCertificate.Span)
        && AreEqual(Evidence, other.Evidence)
        && AreEqual(Transactions, other.Transactions)
        && AreEqual(Outcomes, other.Outcomes);

    /// <summary>One hash over everything but the certificate.</summary>
    public Digest ContentHash()
    {
        var writer = new FixedWriter(new byte[ContentSize]);
        WriteContent(ref writer);
        return Sha256.Hash(writer.Written);
    }

    private static bool AreEqual(
        ImmutableArray<ReadOnlyMemory<byte>> left, ImmutableArray<ReadOnlyMemory<byte>> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (!left[i].Span.SequenceEqual(right[i].Span))
                return false;
        }

        return true;
    }

    private static void WriteWithLength(ref FixedWriter writer, ReadOnlyMemory<byte> bytes)
    {
        writer.UInt32((uint)bytes.Length);
        writer.Bytes(bytes.Span);
    }
}
