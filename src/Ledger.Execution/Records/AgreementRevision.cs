using System.Diagnostics.CodeAnalysis;
using Ledger.Cryptography;
using Ledger.Model.Encoding;
using Ledger.Model.Rates;
using Ledger.Model.Values;

namespace Ledger.Execution.Records;

/// <summary>One step in the history of a rate agreement (PROTOCOL 7.12). Never changed, never removed.</summary>
/// <param name="EffectiveAt">When it takes effect: block time, or later after a notice.</param>
/// <param name="Terms">None where somebody paused or resumed.</param>
public sealed record AgreementRevision(
    RevisionKind Kind,
    ushort Member,
    Height Height,
    Timestamp Time,
    TransactionId Transaction,
    Timestamp EffectiveAt,
    RateTerms? Terms) : IStateRecord<AgreementRevision>
{
    private const int HeadSize = 1 + sizeof(ushort) + (3 * sizeof(ulong)) + Digest.Size;

    public int Size => HeadSize + AgreementRecord.SizeOf(Terms);

    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AgreementRevision? record)
    {
        record = null;
        var reader = new FixedReader(bytes);
        var (kind, member) = ((RevisionKind)reader.Byte(), reader.UInt16());
        var (height, time) = (new Height(reader.UInt64()), new Timestamp(reader.UInt64()));
        var (transaction, effectiveAt) = (new TransactionId(reader.Digest()), new Timestamp(reader.UInt64()));
        RateTerms? terms = null;
        if (kind is < RevisionKind.Agreed or > RevisionKind.Resumed
            || (kind <= RevisionKind.Announced && !AgreementRecord.TryReadTerms(ref reader, out terms)))
        {
            return false;
        }

        if (reader.IsAtSoundEnd)
            record = new(kind, member, height, time, transaction, effectiveAt, terms);
        return record is not null;
    }

    public void Write(ref FixedWriter writer)
    {
        writer.Byte((byte)Kind);
        writer.UInt16(Member);
        writer.UInt64(Height.Value);
        writer.UInt64(Time.Milliseconds);
        writer.Digest(Transaction.Value);
        writer.UInt64(EffectiveAt.Milliseconds);
        if (Terms is not null)
            AgreementRecord.WriteTerms(ref writer, Terms);
    }
}

/// <summary>Numbers stand in the state. Up to <see cref="Announced"/> it carries terms.</summary>
public enum RevisionKind : byte
{
    /// <summary>By both, in force at once; nothing that was announced before remains.</summary>
    Agreed = 1,

    /// <summary>By the payer alone, in force at once; what was announced remains.</summary>
    Improved = 2,

    /// <summary>By both, after the notice.</summary>
    Announced = 3,

    Paused = 4,
    Resumed = 5,
}
