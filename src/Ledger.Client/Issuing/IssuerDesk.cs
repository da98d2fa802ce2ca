using Google.Protobuf;
using Grpc.Core;
using Ledger.Client.Answers;
using Ledger.Client.Connections;
using Ledger.Client.Submission;
using Ledger.Client.Transactions;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Model.Values;
using MintReason = Ledger.Model.Transactions.MintReason;

namespace Ledger.Client.Issuing;

/// <summary>
/// A member's shop systems at its own node, which signs with the member's key. Needs a client with a certificate in
/// the role issuer, for a network that names the member's own nodes. Each order takes effect once for ever, so each of
/// these calls may be made again until it says what became of the order.
/// </summary>
public sealed class IssuerDesk
{
    private readonly LedgerClient _client;

    internal IssuerDesk(LedgerClient client) => _client = client;

    /// <summary>Issues units to an account.</summary>
    public Task<Answer<OrderResult>> MintAsync(
        AccountId to,
        Ticker token,
        Amount amount,
        MintReason reason,
        Digest orderReference,
        CancellationToken cancellationToken = default)
    {
        var request = new MintRequest
        {
            Token = token.ToString(),
            To = Wire.Write(to.Value),
            Amount = amount.Units,
            Reason = (Contracts.V1.MintReason)reason,
            OrderReference = Wire.Write(orderReference),
        };
        return AskAsync(
            (node, call) => node.Issuer.MintAsync(request, call), response => response.Result, cancellationToken);
    }

    /// <summary>Moves units out of the token's treasury.</summary>
    public Task<Answer<OrderResult>> TransferAsync(
        AccountId to, Ticker token, Amount amount, Digest orderReference, CancellationToken cancellationToken = default)
    {
        var request = new TreasuryTransferRequest
        {
            Token = token.ToString(),
            To = Wire.Write(to.Value),
            Amount = amount.Units,
            OrderReference = Wire.Write(orderReference),
        };
        return AskAsync(
            (node, call) => node.Issuer.TransferAsync(request, call), response => response.Result, cancellationToken);
    }

    /// <summary>Burns units of the treasury.</summary>
    public Task<Answer<OrderResult>> RedeemAsync(
        Ticker token, Amount amount, Digest orderReference, CancellationToken cancellationToken = default)
    {
        var redemption = new TreasuryRedemption
        {
            Token = token.ToString(), Amount = amount.Units, OrderReference = Wire.Write(orderReference),
        };
        var request = new RedeemRequest { Treasury = redemption };
        return AskAsync(
            (node, call) => node.Issuer.RedeemAsync(request, call), response => response.Result, cancellationToken);
    }

    /// <summary>
    /// Signs a swap that a customer signed, and submits it, if it takes from the member exactly what is expected.
    /// </summary>
    public Task<Answer<OrderResult>> CountersignSwapAsync(
        TransactionDraft swap, IEnumerable<ExpectedDebit> expected, CancellationToken cancellationToken = default)
    {
        var request = new CountersignSwapRequest
        {
            Transaction = ByteString.CopyFrom(swap.ToBytes()),
            ExpectedDebits =
            {
                expected.Select(debit => new Contracts.V1.ExpectedDebit
                {
                    Account = Wire.Write(debit.Account.Value),
                    Token = debit.Token.ToString(),
                    Amount = debit.Amount.Units,
                }),
            },
        };
        return AskAsync(
            (node, call) => node.Issuer.CountersignSwapAsync(request, call),
            response => response.Result,
            cancellationToken);
    }

    /// <summary>
    /// Sets units of the member's treasury aside for one account, which may take them up at today's rate until the
    /// quote ends, whatever becomes of the agreement.
    /// </summary>
    /// <param name="taken">A token that this member issues.</param>
    /// <param name="amount">Units of the given token.</param>
    /// <param name="expiresAt">At most 60 seconds ahead.</param>
    /// <returns>
    /// What will arrive stands in the hop of its one effect; <see cref="OrderResult.Quote"/> names it.
    /// </returns>
    public Task<Answer<OrderResult>> QuoteAsync(
        AccountId account,
        Ticker given,
        Ticker taken,
        Amount amount,
        Timestamp expiresAt,
        Digest orderReference,
        CancellationToken cancellationToken = default)
    {
        var request = new QuoteRequest
        {
            Given = given.ToString(),
            Taken = taken.ToString(),
            Account = Wire.Write(account.Value),
            Amount = amount.Units,
            ExpiresAtMs = expiresAt.Milliseconds,
            OrderReference = Wire.Write(orderReference),
        };
        return AskAsync(
            (node, call) => node.Issuer.QuoteAsync(request, call), response => response.Result, cancellationToken);
    }

    private async Task<Answer<OrderResult>> AskAsync<TResponse>(
        Func<NodeConnection, CallOptions, AsyncUnaryCall<TResponse>> call,
        Func<TResponse, Contracts.V1.OrderResult?> result,
        CancellationToken cancellationToken)
    {
        var answer = await _client.Asking.AskAsync(
            async (node, options) => await call(node, options),
            response => Read(result(response)),
            cancellationToken);
        if (answer.TryGet(out var order, out _))
            _client.Seen.Note(order.Height);
        return answer;
    }

    private static OrderResult Read(Contracts.V1.OrderResult? message)
    {
        if (message?.Outcome is not { } outcome)
            throw new InvalidDataException("The node answers with no outcome.");
        var id = new TransactionId(Wire.Digest(outcome.TransactionId));
        return new(
            OutcomeReading.Read(id, outcome) ?? throw new InvalidDataException("The node answers with no outcome."),
            message.Repeated,
            new(message.Height));
    }
}

/// <summary>All that a swap may take from one account of the member in one token, to the unit.</summary>
public readonly record struct ExpectedDebit(AccountId Account, Ticker Token, Amount Amount);

/// <summary>The final outcome of an order.</summary>
/// <param name="Result">Succeeded or failed; a failed order moved nothing and may be made again.</param>
/// <param name="IsRepeated">It took effect in an earlier transaction, and the outcome is that one's.</param>
/// <param name="Height">Of the node when it answered.</param>
public sealed record OrderResult(TransactionResult Result, bool IsRepeated, Height Height)
{
    /// <summary>What an exchange names to take a quote up, as far as the order was one; null if it failed.</summary>
    public HoldId? Quote => Result is TransactionResult.Succeeded { Effects: [{ Hops.IsEmpty: false }] }
        ? HoldId.Of(Result.Id, 0)
        : null;
}
