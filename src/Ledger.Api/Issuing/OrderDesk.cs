using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ledger.Api.Callers;
using Ledger.Api.Errors;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Execution.Reading;
using Ledger.Execution.State;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using TokenDefinition = Ledger.Model.Tokens.TokenDefinition;

namespace Ledger.Api.Issuing;

/// <summary>
/// Places orders, each to its one final outcome. That an order takes effect once is the ledger's own rule, by the order
/// reference; what is remembered here only keeps needless transactions off the log. So nothing is lost with a crash,
/// and the member's other nodes may be asked as well.
/// </summary>
internal sealed class OrderDesk(
    ChainReader chain, INodeStatus node, MemberSigner signer, DailyCaps caps, OutcomeDesk outcomes) : IDisposable
{
    /// <summary>Orders at work at once; over that a call is told to come back.</summary>
    private const int PlacingMax = 10_000;

    /// <summary>How often an order is signed anew after a transaction expired outside of the log.</summary>
    private const int AttemptsMax = 3;

    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<StateKey, Placing> _placing = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Throws the call's error. The order goes on to its end if the caller goes away.</summary>
    public async Task<OrderResult> PlaceAsync(Order order, Caller caller, CancellationToken cancellationToken)
    {
        var definition = DefinitionOf(order.Token);
        var (key, content) = PlacedOrders.Describe(order.ToOperation(definition));
        if (_placing.Count >= PlacingMax)
            throw RpcErrors.Of(Reason.PoolFull);
        var placing = _placing.GetOrAdd(key, _ => new(content, new(() => PlaceAsync(order, definition, caller, key, content))));
        if (placing.Content != content)
            throw RpcErrors.Of(Reason.OrderReferenceReused);
        return await placing.Result.Value.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task<OrderResult> PlaceAsync(
        Order order, TokenDefinition definition, Caller caller, StateKey key, Digest content)
    {
        try
        {
            // Leaves the caller's thread at once: whoever else asks for this order waits for the same task.
            await Task.Yield();
            if (FindPlaced(key, content) is { } placed)
                return placed;
            var taken = new Dictionary<Ticker, ulong> { [order.Token] = order.Amount.Units };
            var reservation = caps.TryReserve(caller.Name, taken) ?? throw caps.Refusal();
            return await SettleAsync(order, definition, reservation);
        }
        finally
        {
            _placing.TryRemove(key, out _);
        }
    }

    private async Task<OrderResult> SettleAsync(Order order, TokenDefinition definition, CapReservation reservation)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var result = await outcomes.SettleAsync(Sign(order, definition), reservation, _stop.Token);
            if (result is not null)
                return result;
        }

        throw RpcErrors.Of(Reason.NodeDeadline);
    }

    private byte[] Sign(Order order, TokenDefinition definition)
    {
        using var state = chain.Open(null);
        var signers = order.SignersOf(definition, node.Self.Account);
        Nonce.TryRead(RandomNumberGenerator.GetBytes(Nonce.Size), out var nonce);
        var validUntil = (ulong)(DateTimeOffset.UtcNow + Validity).ToUnixTimeMilliseconds();
        var unsigned = new UnsignedTransaction(node.Genesis.Id, new(
            node.Genesis.Network, signers[0], nonce, new(validUntil), [order.ToOperation(definition)], null));
        return unsigned.Attach(signers.Select(account => signer.Sign(state.View.Entries, account, unsigned.Id)));
    }

    /// <summary>The outcome that stands, if the order took effect before.</summary>
    private OrderResult? FindPlaced(in StateKey key, Digest content)
    {
        using var state = chain.Open(null);
        if (PlacedOrders.Find(state.View.Entries, key, content) is not { } placed)
            return null;
        return placed.IsSame
            ? outcomes.Repeat(placed.Transaction)
            : throw RpcErrors.Of(Reason.OrderReferenceReused, ("transaction_id", placed.Transaction.ToString()));
    }

    private TokenDefinition DefinitionOf(Ticker token)
    {
        using var state = chain.Open(null);
        var definition = Holdings.FindToken(state.View.Entries, token) ?? throw RpcErrors.Of(Reason.TokenNotFound);
        return definition.Issuer == node.Self.Index ? definition : throw RpcErrors.Of(Reason.TokenOfAnotherMember);
    }

    private sealed record Placing(Digest Content, Lazy<Task<OrderResult>> Result);
}
