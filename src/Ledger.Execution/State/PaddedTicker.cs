using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Execution.State;

/// <summary>A ticker in keys and fixed layouts: 12 bytes, padded with zero bytes.</summary>
internal static class PaddedTicker
{
    public static bool TryRead(ref FixedReader reader, out Ticker ticker)
    {
        var padded = reader.Bytes(Ticker.LengthMax);
        var isRead = Ticker.TryRead(padded.TrimEnd((byte)0), out ticker);
        if (!isRead)
            reader.Fail();
        return isRead;
    }

    public static void Write(ref FixedWriter writer, Ticker ticker)
    {
        Span<byte> padded = stackalloc byte[Ticker.LengthMax];
        ticker.CopyTo(padded);
        writer.Bytes(padded);
    }
}
