using Ledger.Execution.Lots;
using Ledger.Model;
using Ledger.Model.Encoding;
using Ledger.Model.Outcomes;

namespace Ledger.Execution.Records;

/// <summary>
/// What an account holds of a token (PROTOCOL 7.4): whether another member's treasury holds it, and the lots. There is
/// no record of an empty balance.
/// </summary>
internal static class BalanceRecord
{
    private const int HeadSize = 1 + sizeof(ushort);
    private const int LotSize = 3 * sizeof(ulong);

    public static int SizeOf(LotList lots) => HeadSize + (lots.Count * LotSize);

    public static bool TryRead(ReadOnlySpan<byte> bytes, LotList lots, out bool isMemberHeld)
    {
        var reader = new FixedReader(bytes);
        var flag = reader.Byte();
        var count = reader.UInt16();
        isMemberHeld = flag == 1;
        lots.Clear();
        if (flag > 1 || count == 0 || reader.Remaining != count * LotSize)
            return false;
        for (var i = 0; i < count; i++)
            lots.Append(new(new(reader.UInt64()), new(reader.UInt64()), new(reader.UInt64())));
        return lots.IsCanonical();
    }

    public static void Write(ref FixedWriter writer, LotList lots, bool isMemberHeld)
    {
        Invariant.That(lots.Count is > 0 and <= ushort.MaxValue);
        writer.Byte(isMemberHeld ? (byte)1 : (byte)0);
        writer.UInt16((ushort)lots.Count);
        foreach (ref readonly var lot in lots.Lots)
            WriteLot(ref writer, lot);
    }

    public static void WriteLot(ref FixedWriter writer, in Lot lot)
    {
        writer.UInt64(lot.ExpiresAt.Milliseconds);
        writer.UInt64(lot.ActivatesAt.Milliseconds);
        writer.UInt64(lot.Amount.Units);
    }
}
