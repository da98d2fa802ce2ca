using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Ledger.Cryptography;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Model.Outcomes;

/// <summary>The bytes of movements and lots inside outcomes (PROTOCOL 5.5).</summary>
internal static class MovementCodec
{
    private const int MovementSizeMin = Digest.Size + Ticker.LengthMax + 1 + sizeof(ushort);
    private const int LotSize = 3 * sizeof(ulong);

    /// <summary>Bytes of the movements without their count.</summary>
    public static int SizeOf(ImmutableArray<Movement> movements)
    {
        var size = 0;
        foreach (var movement in movements)
            size += MovementSizeMin + (movement.Lots.Length * LotSize);
        return size;
    }

    public static void Write(ref FixedWriter writer, Movement movement)
    {
        writer.Account(movement.Account);
        writer.Ticker(movement.Token);
        writer.Byte((byte)movement.Kind);
        writer.UInt16((ushort)movement.Lots.Length);
        foreach (var lot in movement.Lots)
        {
            writer.UInt64(lot.ExpiresAt.Milliseconds);
            writer.UInt64(lot.ActivatesAt.Milliseconds);
            writer.UInt64(lot.Amount.Units);
        }
    }

    /// <summary>Reads a count and as many movements; what is not sound fails the reader.</summary>
    public static ImmutableArray<Movement> ReadAll(ref FixedReader reader)
    {
        var count = reader.UInt16();
        if (count > reader.Remaining / MovementSizeMin)
            reader.Fail();
        if (!reader.IsSound)
            return [];
        var movements = new Movement[count];
        for (var i = 0; i < count; i++)
            movements[i] = Read(ref reader);
        return ImmutableCollectionsMarshal.AsImmutableArray(movements);
    }

    private static Movement Read(ref FixedReader reader)
    {
        var account = reader.Account();
        var token = reader.Ticker();
        var kind = (MovementKind)reader.Byte();
        if (kind is < MovementKind.Debit or > MovementKind.ClaimEnd)
            reader.Fail();
        return new(account, token, kind, ReadLots(ref reader));
    }

    private static ImmutableArray<Lot> ReadLots(ref FixedReader reader)
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
}
