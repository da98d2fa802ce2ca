using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Ledger.Model.Encoding;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Model.Transactions;

/// <summary>Reads and writes exchanges and quotes (PROTOCOL 3.4).</summary>
internal static class ExchangeCodec
{
    private const uint PathField = 2;

    public static Reason DecodeExchange(ReadOnlySpan<byte> message, out Operation? operation)
    {
        var reader = new WireReader(message, Reason.OperationMalformed);
        var exchange = new Operation.Exchange(
            Account: reader.Account(1),
            Path: ReadPath(ref reader),
            Amount: new(reader.UInt64(3)),
            MinReceive: new(reader.UInt64(4)),
            QuoteId: reader.OptionalDigest(5) is { } quote ? new HoldId(quote) : null);
        operation = exchange;
        return reader.End(5);
    }

    public static Reason DecodeQuote(ReadOnlySpan<byte> message, out Operation? operation)
    {
        var reader = new WireReader(message, Reason.OperationMalformed);
        operation = new Operation.Quote(
            Given: reader.Ticker(1),
            Taken: reader.Ticker(2),
            Account: reader.Account(3),
            Amount: new(reader.UInt64(4)),
            ExpiresAt: reader.Timestamp(5),
            OrderReference: reader.Digest(6));
        return reader.End(6);
    }

    public static void Write(WireWriter writer, Operation operation)
    {
        switch (operation)
        {
            case Operation.Exchange exchange:
                writer.Account(1, exchange.Account);
                foreach (var token in exchange.Path)
                    writer.Ticker(PathField, token);
                writer.UInt64(3, exchange.Amount.Units);
                writer.UInt64(4, exchange.MinReceive.Units);
                writer.OptionalDigest(5, exchange.QuoteId?.Value);
                break;
            case Operation.Quote quote:
                writer.Ticker(1, quote.Given);
                writer.Ticker(2, quote.Taken);
                writer.Account(3, quote.Account);
                writer.UInt64(4, quote.Amount.Units);
                writer.UInt64(5, quote.ExpiresAt.Milliseconds);
                writer.Digest(6, quote.OrderReference);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static ImmutableArray<Ticker> ReadPath(ref WireReader reader)
    {
        var count = reader.Count(PathField);
        if (count is <= Operation.Exchange.HopsMin or > Operation.Exchange.HopsMax + 1)
            reader.FailMalformed();
        if (!reader.IsSound)
            return [];
        var path = new Ticker[count];
        for (var i = 0; i < count; i++)
            path[i] = reader.Ticker(PathField);
        return ImmutableCollectionsMarshal.AsImmutableArray(path);
    }
}
