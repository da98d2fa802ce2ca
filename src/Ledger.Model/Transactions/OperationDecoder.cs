using System.Runtime.InteropServices;
using Ledger.Model.Encoding;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;

namespace Ledger.Model.Transactions;

/// <summary>
/// Reads the operations of PROTOCOL 3.4. What an operation means, and whether it may, is for execution.
/// </summary>
internal static class OperationDecoder
{
    public static Reason Decode(ReadOnlySpan<byte> bytes, out Operation? operation)
    {
        operation = null;
        var reader = new WireReader(bytes, Reason.OperationMalformed);
        if (!reader.TryAnyMessage(out var kind, out var message))
            return reader.IsSound ? Reason.OperationUnknown : reader.Reason;
        var reason = kind switch
        {
            (uint)OperationKind.RegisterToken => DecodeRegisterToken(message, out operation),
            (uint)OperationKind.Mint => DecodeMint(message, out operation),
            (uint)OperationKind.Transfer => DecodeTransfer(message, out operation),
            (uint)OperationKind.Redeem => DecodeRedeem(message, out operation),
            (uint)OperationKind.Hold => HoldCodec.DecodeHold(message, out operation),
            (uint)OperationKind.Capture => HoldCodec.DecodeCapture(message, out operation),
            (uint)OperationKind.Release => HoldCodec.DecodeRelease(message, out operation),
            (uint)OperationKind.Swap => DecodeSwap(message, out operation),
            (uint)OperationKind.AgreeRate => RateCodec.DecodeAgree(message, out operation),
            (uint)OperationKind.AmendRate => RateCodec.DecodeAmend(message, out operation),
            (uint)OperationKind.PauseRate => RateCodec.DecodePause(message, out operation),
            (uint)OperationKind.Exchange => ExchangeCodec.DecodeExchange(message, out operation),
            (uint)OperationKind.Quote => ExchangeCodec.DecodeQuote(message, out operation),
            (uint)OperationKind.ReplacePolicy => DecodeReplacePolicy(message, out operation),
            _ => Reason.OperationUnknown,
        };
        // Whatever follows the choice would be a second one.
        return reason == Reason.None && !reader.IsAtEnd ? Reason.TransactionNotCanonical : reason;
    }

    private static Reason DecodeRegisterToken(ReadOnlySpan<byte> message, out Operation? operation)
    {
        var reader = new WireReader(message, Reason.OperationMalformed);
        _ = reader.TryMessage(1, out var bytes);
        var reason = TokenCodec.Decode(bytes, out var definition);
        operation = definition is null ? null : new Operation.RegisterToken(definition);
        return reason == Reason.None ? reader.End(1) : reason;
    }

    private static Reason DecodeMint(ReadOnlySpan<byte> message, out Operation? operation)
    {
        var reader = new WireReader(message, Reason.OperationMalformed);
        var mint = new Operation.Mint(
            Token: reader.Ticker(1),
            To: reader.Account(2),
            Amount: new(reader.UInt64(3)),
            Reason: (MintReason)reader.Byte(4),
            OrderReference: reader.Digest(5),
            ActivatesAt: reader.Timestamp(6));
        if (mint.Reason is < MintReason.Purchase or > MintReason.Promotion)
            reader.FailMalformed();
        operation = mint;
        return reader.End(6);
    }

    private static Reason DecodeTransfer(ReadOnlySpan<byte> message, out Operation? operation)
    {
        var reader = new WireReader(message, Reason.OperationMalformed);
        operation = new Operation.Transfer(
            From: reader.Account(1),
            To: reader.Account(2),
            Token: reader.Ticker(3),
            Amount: new(reader.UInt64(4)),
            OrderReference: reader.OptionalDigest(5));
        return reader.End(5);
    }

    private static Reason DecodeRedeem(ReadOnlySpan<byte> message, out Operation? operation)
    {
        var reader = new WireReader(message, Reason.OperationMalformed);
        operation = new Operation.Redeem(
            From: reader.Account(1),
            Token: reader.Ticker(2),
            Amount: new(reader.UInt64(3)),
            OrderReference: reader.OptionalDigest(4));
        return reader.End(4);
    }

    private static Reason DecodeSwap(ReadOnlySpan<byte> message, out Operation? operation)
    {
        operation = null;
        var reader = new WireReader(message, Reason.OperationMalformed);
        var count = reader.Count(1);
        if (!reader.IsSound)
            return reader.Reason;
        if (count is < Operation.Swap.LegsMin or > Operation.Swap.LegsMax)
            return Reason.OperationMalformed;
        var legs = new SwapLeg[count];
        for (var i = 0; i < count; i++)
        {
            _ = reader.TryMessage(1, out var leg);
            if (DecodeLeg(leg, out legs[i]) is var reason && reason != Reason.None)
                return reason;
        }

        operation = new Operation.Swap(ImmutableCollectionsMarshal.AsImmutableArray(legs));
        return reader.End(1);
    }

    private static Reason DecodeLeg(ReadOnlySpan<byte> message, out SwapLeg leg)
    {
        var reader = new WireReader(message, Reason.OperationMalformed);
        leg = new(reader.Account(1), reader.Account(2), reader.Ticker(3), new(reader.UInt64(4)));
        return reader.End(4);
    }

    private static Reason DecodeReplacePolicy(ReadOnlySpan<byte> message, out Operation? operation)
    {
        operation = null;
        var reader = new WireReader(message, Reason.OperationMalformed);
        var account = reader.Account(1);
        _ = reader.TryMessage(2, out var bytes);
        if (!reader.IsSound)
            return reader.Reason;
        if (!PolicyCodec.TryDecode(bytes, out var policy))
            return Reason.PolicyMalformed;
        operation = new Operation.ReplacePolicy(account, policy);
        return reader.End(2);
    }
}
