using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Model.Transactions;

/// <summary>Writes what is signed (PROTOCOL 3.3).</summary>
public static class TransactionBodyEncoder
{
    /// <summary>
    /// The canonical bytes; whether they keep the limits is for <see cref="TransactionCodec"/> to say.
    /// </summary>
    public static byte[] Encode(TransactionBody body)
    {
        var writer = new WireWriter();
        Span<byte> nonce = stackalloc byte[Nonce.Size];
        body.Nonce.CopyTo(nonce);
        writer.Text(TransactionBodyFields.Network, body.Network);
        writer.Account(TransactionBodyFields.Author, body.Author);
        writer.Bytes(TransactionBodyFields.Nonce, nonce);
        writer.UInt64(TransactionBodyFields.ValidUntil, body.ValidUntil.Milliseconds);
        foreach (var operation in body.Operations)
        {
            var start = writer.Open(TransactionBodyFields.Operations);
            OperationEncoder.Write(writer, operation);
            writer.Close(start);
        }

        writer.OptionalDigest(TransactionBodyFields.MemoHash, body.MemoHash);
        return writer.ToArray();
    }
}

/// <summary>Field numbers of <c>TransactionBody</c>.</summary>
internal static class TransactionBodyFields
{
    public const uint Network = 1;
    public const uint Author = 2;
    public const uint Nonce = 3;
    public const uint ValidUntil = 4;
    public const uint Operations = 5;
    public const uint MemoHash = 6;
}
