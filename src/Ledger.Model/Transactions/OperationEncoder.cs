using System.Diagnostics;
using Ledger.Model.Encoding;
using Ledger.Model.Policies;
using Ledger.Model.Tokens;

namespace Ledger.Model.Transactions;

/// <summary>Writes the operations of PROTOCOL 3.4.</summary>
internal static class OperationEncoder
{
    /// <summary>Writes the choice that the operation is, as the fields of an <c>Operation</c> message.</summary>
    public static void Write(WireWriter writer, Operation operation)
    {
        var start = writer.Open((uint)operation.Kind);
        switch (operation)
        {
            case Operation.RegisterToken register:
                var definition = writer.Open(1);
                TokenCodec.Write(writer, register.Definition);
                writer.Close(definition);
                break;
            case Operation.Mint mint:
                WriteMint(writer, mint);
                break;
            case Operation.Transfer transfer:
                WriteTransfer(writer, transfer);
                break;
            case Operation.Redeem redeem:
                WriteRedeem(writer, redeem);
                break;
            case Operation.Hold or Operation.Capture or Operation.Release:
                HoldCodec.Write(writer, operation);
                break;
            case Operation.Swap swap:
                WriteSwap(writer, swap);
                break;
            case Operation.AgreeRate or Operation.AmendRate or Operation.PauseRate:
                RateCodec.Write(writer, operation);
                break;
            case Operation.Exchange or Operation.Quote:
                ExchangeCodec.Write(writer, operation);
                break;
            case Operation.ReplacePolicy replace:
                WriteReplacePolicy(writer, replace);
                break;
            default:
                throw new UnreachableException();
        }

        writer.Close(start);
    }

    private static void WriteMint(WireWriter writer, Operation.Mint mint)
    {
        writer.Ticker(1, mint.Token);
        writer.Account(2, mint.To);
        writer.UInt64(3, mint.Amount.Units);
        writer.UInt64(4, (byte)mint.Reason);
        writer.Digest(5, mint.OrderReference);
        writer.UInt64(6, mint.ActivatesAt.Milliseconds);
    }

    private static void WriteTransfer(WireWriter writer, Operation.Transfer transfer)
    {
        writer.Account(1, transfer.From);
        writer.Account(2, transfer.To);
        writer.Ticker(3, transfer.Token);
        writer.UInt64(4, transfer.Amount.Units);
        writer.OptionalDigest(5, transfer.OrderReference);
    }

    private static void WriteRedeem(WireWriter writer, Operation.Redeem redeem)
    {
        writer.Account(1, redeem.From);
        writer.Ticker(2, redeem.Token);
        writer.UInt64(3, redeem.Amount.Units);
        writer.OptionalDigest(4, redeem.OrderReference);
    }

    private static void WriteSwap(WireWriter writer, Operation.Swap swap)
    {
        foreach (var leg in swap.Legs)
        {
            var start = writer.Open(1);
            writer.Account(1, leg.From);
            writer.Account(2, leg.To);
            writer.Ticker(3, leg.Token);
            writer.UInt64(4, leg.Amount.Units);
            writer.Close(start);
        }
    }

    private static void WriteReplacePolicy(WireWriter writer, Operation.ReplacePolicy replace)
    {
        writer.Account(1, replace.Account);
        var start = writer.Open(2);
        PolicyCodec.Write(writer, replace.Policy);
        writer.Close(start);
    }
}
