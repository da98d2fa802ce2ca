using Google.Protobuf;
using Grpc.Core;
using Ledger.Api.Callers;
using Ledger.Api.Errors;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Api.Issuing;

/// <summary>The way in of the member's own systems.</summary>
internal sealed class IssuerService(OrderDesk orders, CountersignDesk countersigning) : Issuer.IssuerBase
{
    private const int BatchMax = 500;

    public override async Task<MintResponse> Mint(MintRequest request, ServerCallContext context) =>
        new() { Result = await PlaceAsync(request, context) };

    public override async Task<TreasuryTransferResponse> Transfer(
        TreasuryTransferRequest request, ServerCallContext context) =>
        new() { Result = await PlaceAsync(request, context) };

    public override async Task<RedeemResponse> Redeem(RedeemRequest request, ServerCallContext context) =>
        new() { Result = await PlaceAsync(request, context) };

    public override async Task<QuoteResponse> Quote(QuoteRequest request, ServerCallContext context)
    {
        var result = await orders.PlaceAsync(Order.Read(request), Caller.Of(context), context.CancellationToken);
        var transaction = new TransactionId(new Digest(result.Outcome.TransactionId.Span));
        return new()
        {
            Result = result,
            // The order's transaction has this one operation.
            QuoteId = result.Outcome.Succeeded ? Fields.Bytes(HoldId.Of(transaction, 0).Value) : ByteString.Empty,
        };
    }

    public override Task<CountersignSwapResponse> CountersignSwap(
        CountersignSwapRequest request, ServerCallContext context) =>
        countersigning.SwapAsync(request, Caller.Of(context), context.CancellationToken);

    public override async Task<MintBatchResponse> MintBatch(MintBatchRequest request, ServerCallContext context) =>
        new() { Entries = { await PlaceAllAsync(request.Orders, order => PlaceAsync(order, context)) } };

    public override async Task<TransferBatchResponse> TransferBatch(
        TransferBatchRequest request, ServerCallContext context) =>
        new() { Entries = { await PlaceAllAsync(request.Orders, order => PlaceAsync(order, context)) } };

    public override async Task<RedeemBatchResponse> RedeemBatch(
        RedeemBatchRequest request, ServerCallContext context) =>
        new() { Entries = { await PlaceAllAsync(request.Orders, order => PlaceAsync(order, context)) } };

    private Task<OrderResult> PlaceAsync(MintRequest request, ServerCallContext context) =>
        orders.PlaceAsync(Order.Read(request), Caller.Of(context), context.CancellationToken);

    private Task<OrderResult> PlaceAsync(TreasuryTransferRequest request, ServerCallContext context) =>
        orders.PlaceAsync(Order.Read(request), Caller.Of(context), context.CancellationToken);

    private Task<OrderResult> PlaceAsync(RedeemRequest request, ServerCallContext context) => request.OrderCase switch
    {
        RedeemRequest.OrderOneofCase.Treasury =>
            orders.PlaceAsync(Order.Read(request.Treasury), Caller.Of(context), context.CancellationToken),
        RedeemRequest.OrderOneofCase.Transaction =>
            countersigning.RedeemAsync(request.Transaction, context.CancellationToken),
        _ => throw RpcErrors.OfField("order", "Say what to redeem: of the treasury, or a customer's transaction."),
    };

    /// <summary>Each order to its own end; only a caller that goes away ends them all.</summary>
    private static async Task<BatchEntry[]> PlaceAllAsync<TOrder>(
        IReadOnlyCollection<TOrder> batch, Func<TOrder, Task<OrderResult>> place)
    {
        if (batch.Count is 0 or > BatchMax)
            throw RpcErrors.OfField("orders", "A batch has 1 to 500 orders.");
        return await Task.WhenAll(batch.Select(PlaceOneAsync));

        async Task<BatchEntry> PlaceOneAsync(TOrder order)
        {
            try
            {
                return new() { Result = await place(order) };
            }
            catch (RpcException refusal)
            {
                return new() { Error = RpcErrors.StatusOf(refusal) };
            }
        }
    }
}
