using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Ledger.Model.Certificates;
using Ledger.Model.Encoding;
using Ledger.Model.Genesis;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Model.Blocks;

/// <summary>The bytes of a block as it is stored and sent (PROTOCOL 5.4).</summary>
public sealed class BlockCodec(TransactionCodec transactions, Parameters limits)
{
    private const int LengthSize = sizeof(uint);

    /// <summary>A finality certificate without bitmap and signatures.</summary>
    private const int CertificateFixedSize = 45;

    public static int SizeOf(Block block)
    {
        var size = Header.Size + LengthSize + (block.ParentCertificate?.Size ?? 0) + sizeof(ushort);
        foreach (var evidence in block.Evidence)
            size += sizeof(ushort) + evidence.ToBytes().Length;
        foreach (var transaction in block.Transactions)
            size += LengthSize + transaction.Bytes.Length;
        return size;
    }

    /// <summary>Writes piece by piece: never asks the writer for more than one transaction's room.</summary>
    public static void Write(Block block, IBufferWriter<byte> destination)
    {
        destination.Write(block.Header.ToBytes());
        WriteWithLength(block.ParentCertificate?.ToBytes(), destination);
        var head = new FixedWriter(destination.GetSpan(sizeof(ushort)));
        head.UInt16((ushort)block.Evidence.Length);
        destination.Advance(head.Position);
        foreach (var evidence in block.Evidence)
        {
            var bytes = evidence.ToBytes();
            var piece = new FixedWriter(destination.GetSpan(sizeof(ushort) + bytes.Length));
            piece.UInt16((ushort)bytes.Length);
            piece.Bytes(bytes);
            destination.Advance(piece.Position);
        }

        foreach (var transaction in block.Transactions)
            WriteWithLength(transaction.Bytes.Span, destination);
    }

    public static byte[] Encode(Block block)
    {
        var writer = new ArrayBufferWriter<byte>(SizeOf(block));
        Write(block, writer);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Reads the form, not the truth: whether the parts are those that the header names is for
    /// <see cref="Block.FitsHeader"/>, signatures and certificates are for their verifiers.
    /// </summary>
    /// <param name="bytes">Kept by the block's transactions: the caller must not change them afterwards.</param>
    public bool TryDecode(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Block? block)
    {
        block = null;
        var reader = new FixedReader(bytes.Span);
        if (!Header.TryRead(reader.Bytes(Header.Size), out var header) || header is null)
            return false;
        var isRead = TryReadCertificate(ref reader, out var certificate);
        var evidence = ReadEvidence(ref reader);
        if (!isRead || !TryReadTransactions(ref reader, bytes, header.TransactionCount, out var content))
            return false;
        block = new(header, certificate, content, evidence);
        return true;
    }

    /// <summary>
    /// The canonical bytes of one transaction of a block, without decoding the others; empty if it has none there.
    /// </summary>
    public static ReadOnlySpan<byte> FindTransaction(ReadOnlySpan<byte> block, uint index)
    {
        var reader = new FixedReader(block);
        reader.Bytes(Header.Size);
        reader.Bytes(ReadLength(ref reader));
        var evidence = reader.UInt16();
        for (var i = 0; i < evidence && reader.IsSound; i++)
            reader.Bytes(reader.UInt16());
        for (var i = 0u; i < index && reader.Remaining > 0; i++)
            reader.Bytes(ReadLength(ref reader));
        return reader.Bytes(ReadLength(ref reader));
    }

    private static void WriteWithLength(ReadOnlySpan<byte> bytes, IBufferWriter<byte> destination)
    {
        var writer = new FixedWriter(destination.GetSpan(LengthSize + bytes.Length));
        writer.UInt32((uint)bytes.Length);
        writer.Bytes(bytes);
        destination.Advance(writer.Position);
    }

    private static bool TryReadCertificate(ref FixedReader reader, out FinalityCertificate? certificate)
    {
        certificate = null;
        var length = ReadLength(ref reader);
        if (length == 0)
            return reader.IsSound;
        // The bitmap has at most 32 bytes and each signature 64, so the length tells how many the bitmap has.
        var bitmap = (length - CertificateFixedSize) % Signature.Size;
        if (bitmap is <= 0 or > SignerBitmap.SizeMax)
            return false;
        var isRead = Certificate.TryRead(reader.Bytes(length), 8 * bitmap, out var read);
        certificate = read as FinalityCertificate;
        return isRead && certificate is not null;
    }

    private static ImmutableArray<Evidence> ReadEvidence(ref FixedReader reader)
    {
        var count = reader.UInt16();
        if (count > Block.EvidenceMax)
            reader.Fail();
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        for (var i = 0; i < count && reader.IsSound; i++)
        {
            if (Evidence.TryRead(reader.Bytes(reader.UInt16()), out var item) && item is not null)
                evidence.Add(item);
            else
                reader.Fail();
        }

        return evidence.ToImmutable();
    }

    private bool TryReadTransactions(
        ref FixedReader reader, ReadOnlyMemory<byte> bytes, uint count, out ImmutableArray<Transaction> content)
    {
        content = [];
        if (count > (uint)limits.BlockTransactionsMax || count > (uint)(reader.Remaining / LengthSize))
            return false;
        var array = new Transaction[count];
        long total = 0;
        for (var i = 0; i < array.Length; i++)
        {
            var length = ReadLength(ref reader);
            var start = bytes.Length - reader.Remaining;
            total += length;
            if (!reader.IsSound || reader.Bytes(length).Length != length || total > limits.BlockBytesMax)
                return false;
            if (!transactions.TryDecode(bytes.Slice(start, length), out var transaction, out _))
                return false;
            array[i] = transaction;
        }

        content = ImmutableCollectionsMarshal.AsImmutableArray(array);
        return reader.IsAtSoundEnd;
    }

    /// <summary>A length that fits what is left, or 0 and an unsound reader.</summary>
    private static int ReadLength(ref FixedReader reader)
    {
        var length = reader.UInt32();
        if (length <= (uint)reader.Remaining)
            return (int)length;
        reader.Fail();
        return 0;
    }
}
