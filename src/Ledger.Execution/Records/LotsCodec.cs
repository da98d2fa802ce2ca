using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Ledger.Model.Encoding;
using Ledger.Model.Outcomes;

namespace Ledger.Execution.Records;

/// <summary>A count of lots and the lots, as they stand in balances and holds (PROTOCOL 7.4).</summary>
internal static class LotsCodec
{
    private const int LotSize = 3 * sizeof(ulong);

    public static int SizeOf(int count) => sizeof(ushort) + (count * LotSize);

    public static ImmutableArray<Lot> Read(ref FixedReader reader)
    {
        var count = reader.UInt16();
        if (count > reader.Remaining / LotSize)
            reader.Fail();
        if (!reader.IsSound)
            return [];
        var lots = new Lot[count];
        for (var i = 0; i < count; i++)
            lots[i] = new(new(reader.UInt64()), new(reader.UInt64()), new(reader.UInt64()));
        return ImmutableCollectionsMarshal.AsImmutableArray(lots);
    }

    public static void Write(ref FixedWriter writer, ReadOnlySpan<Lot> lots)
    {
        writer.UInt16((ushort)lots.Length);
        foreach (ref readonly var lot in lots)
            BalanceRecord.WriteLot(ref writer, lot);
    }
}
