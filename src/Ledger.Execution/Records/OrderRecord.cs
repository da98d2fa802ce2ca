using Ledger.Cryptography;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Execution.Records;

/// <summary>An order reference that took effect (PROTOCOL 7.6). Never removed.</summary>
/// <param name="Content">Hash of what the operation said beside token, kind and reference.</param>
/// <param name="Transaction">The transaction whose effect stands.</param>
public sealed record OrderRecord(Digest Content, TransactionId Transaction)
{
    public const int Size = 2 * Digest.Size;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out OrderRecord record)
    {
        var reader = new FixedReader(bytes);
        record = new(reader.Digest(), new(reader.Digest()));
        return reader.IsAtSoundEnd;
    }

    public void Write(ref FixedWriter writer)
    {
        writer.Digest(Content);
        writer.Digest(Transaction.Value);
    }
}
