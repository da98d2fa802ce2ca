using System.Diagnostics;
using Ledger.Model.Encoding;
using Ledger.Model.Reasons;

namespace Ledger.Model.Transactions;

/// <summary>Reads and writes the operations on holds (PROTOCOL 3.4).</summary>
internal static class HoldCodec
{
    public static Reason DecodeHold(ReadOnlySpan<byte> message, out Operation? operation)
    {
        var reader = new WireReader(message, Reason.OperationMalformed);
        operation = new Operation.Hold(
            From: reader.Account(1),
            Payee: reader.Account(2),
            Arbiter: reader.OptionalAccount(3),
            Token: reader.Ticker(4),
            Amount: new(reader.UInt64(5)),
            ExpiresAt: reader.Timestamp(6),
            HolderMayRelease: reader.Flag(7));
        return reader.End(7);
    }

    public static Reason DecodeCapture(ReadOnlySpan<byte> message, out Operation? operation)
    {
        var reader = new WireReader(message, Reason.OperationMalformed);
        operation = new Operation.Capture(new(reader.Digest(1)), reader.Account(2), new(reader.UInt64(3)));
        return reader.End(3);
    }

    public static Reason DecodeRelease(ReadOnlySpan<byte> message, out Operation? operation)
    {
        var reader = new WireReader(message, Reason.OperationMalformed);
        operation = new Operation.Release(new(reader.Digest(1)), reader.Account(2));
        return reader.End(2);
    }

    public static void Write(WireWriter writer, Operation operation)
    {
        switch (operation)
        {
            case Operation.Hold hold:
                WriteHold(writer, hold);
                break;
            case Operation.Capture capture:
                writer.Digest(1, capture.Held.Value);
                writer.Account(2, capture.By);
                writer.UInt64(3, capture.Amount.Units);
                break;
            case Operation.Release release:
                writer.Digest(1, release.Held.Value);
                writer.Account(2, release.By);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void WriteHold(WireWriter writer, Operation.Hold hold)
    {
        writer.Account(1, hold.From);
        writer.Account(2, hold.Payee);
        writer.OptionalDigest(3, hold.Arbiter?.Value);
        writer.Ticker(4, hold.Token);
        writer.UInt64(5, hold.Amount.Units);
        writer.UInt64(6, hold.ExpiresAt.Milliseconds);
        writer.Flag(7, hold.HolderMayRelease);
    }
}
