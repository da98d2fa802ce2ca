using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Model.Outcomes;

/// <summary>The bytes of an exchange's hops inside outcomes (PROTOCOL 5.5).</summary>
public static class ExchangeHopCodec
{
    public const int Size = (2 * Ticker.LengthMax) + (4 * sizeof(ulong)) + (3 * sizeof(uint)) + 3;

    internal const int CountMax = Transactions.Operation.Exchange.HopsMax;

    public static void Write(ref FixedWriter writer, in ExchangeHop hop)
    {
        writer.Ticker(hop.Given);
        writer.Ticker(hop.Taken);
        writer.UInt64(hop.Amount.Units);
        writer.UInt64(hop.Net.Units);
        writer.UInt64(hop.Fee.Units);
        writer.UInt64(hop.Remainder);
        writer.UInt32(hop.Rate.Numerator);
        writer.UInt32(hop.Rate.Denominator);
        writer.UInt32(hop.Rate.FeePerMillion);
        writer.Byte(hop.Marks.Corridor);
        writer.Byte(hop.Marks.CorridorPerAccount);
        writer.Byte(hop.Marks.Position);
    }

    internal static ExchangeHop Read(ref FixedReader reader) => new(
        reader.Ticker(),
        reader.Ticker(),
        new(reader.UInt64()),
        new(reader.UInt64()),
        new(reader.UInt64()),
        reader.UInt64(),
        new(reader.UInt32(), reader.UInt32(), reader.UInt32()),
        new(reader.Byte(), reader.Byte(), reader.Byte()));
}
