using System.Diagnostics.CodeAnalysis;
using Ledger.Model.Encoding;
using Ledger.Model.Reasons;

namespace Ledger.Model.Rates;

/// <summary>The one spelling of rate terms (PROTOCOL 3.8).</summary>
public static class RateTermsCodec
{
    private const uint FieldMax = 12;

    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out RateTerms? terms) =>
        Decode(bytes, out terms) == Reason.None;

    public static byte[] Encode(RateTerms terms)
    {
        var writer = new WireWriter();
        Write(writer, terms);
        return writer.ToArray();
    }

    internal static Reason Decode(ReadOnlySpan<byte> bytes, out RateTerms? terms)
    {
        var reader = new WireReader(bytes, Reason.OperationMalformed);
        terms = new(
            Rate: new(reader.UInt32(1), reader.UInt32(2), reader.UInt32(3)),
            FeeAccount: reader.OptionalAccount(4),
            GivenMin: new(reader.UInt64(5)),
            GivenMax: new(reader.UInt64(6)),
            Corridor: new(reader.UInt64(7)),
            CorridorPerAccount: new(reader.UInt64(8)),
            PositionMax: new(reader.UInt64(9)),
            ValidFrom: reader.Timestamp(10),
            ValidUntil: reader.Timestamp(11),
            Notice: reader.UInt64(12));
        if (!terms.IsSound)
            reader.FailMalformed();
        if (reader.End(FieldMax) != Reason.None)
            terms = null;
        return reader.Reason;
    }

    internal static void Write(WireWriter writer, RateTerms terms)
    {
        writer.UInt64(1, terms.Rate.Numerator);
        writer.UInt64(2, terms.Rate.Denominator);
        writer.UInt64(3, terms.Rate.FeePerMillion);
        writer.OptionalDigest(4, terms.FeeAccount?.Value);
        writer.UInt64(5, terms.GivenMin.Units);
        writer.UInt64(6, terms.GivenMax.Units);
        writer.UInt64(7, terms.Corridor.Units);
        writer.UInt64(8, terms.CorridorPerAccount.Units);
        writer.UInt64(9, terms.PositionMax.Units);
        writer.UInt64(10, terms.ValidFrom.Milliseconds);
        writer.UInt64(11, terms.ValidUntil.Milliseconds);
        writer.UInt64(12, terms.Notice);
    }
}
