using Grpc.Core;
using Ledger.Api.Errors;
using Ledger.Api.Health;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Api.Submissions;
using Ledger.Api.Wallet;
using Ledger.Contracts.V1;
using Ledger.Model;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Outcome = Ledger.Model.Outcomes.Outcome;

namespace Ledger.Api.Issuing;

/// <summary>Submits what the member signed, waits for the one outcome, and settles the caps by it.</summary>
internal sealed class OutcomeDesk(
    ITransactionVerifier verifier,
    SubmissionDesk submissions,
    NodeHealth health,
    ChainReader chain,
    TransactionStates states)
{
    /// <summary>Null if the transaction expired outside of the log: nothing moved, and nothing will.</summary>
    /// <param name="reservation">Given back if nothing was moved, and kept for as long as that is not certain.</param>
    public async Task<OrderResult?> SettleAsync(
        byte[] transaction, CapReservation? reservation, CancellationToken cancellationToken)
    {
        if (health.IsDraining)
            throw Refuse(Reason.NodeDraining, reservation);
        var verdict = await verifier.VerifyAsync(transaction, cancellationToken);
        if (verdict.Reason != Reason.None)
            throw Refuse(verdict.Reason, reservation);
        using var submission = submissions.TrySubmit(verdict.Transaction) ?? throw Refuse(Reason.PoolFull, reservation);
        return await submission.LastAsync(cancellationToken) switch
        {
            SubmissionAnswer.Committed committed => Settle(committed, reservation),
            SubmissionAnswer.Refused refused => throw Refuse(refused.Reason, reservation),
            SubmissionAnswer.CatchingUp => throw Refuse(Reason.NodeCatchingUp, reservation),
            SubmissionAnswer.Expired => null,
            _ => throw Refuse(Reason.PoolFull, reservation),
        };
    }

    /// <summary>The outcome of a transaction in the log, as one that stood before.</summary>
    public OrderResult Repeat(TransactionId transaction) =>
        Find(transaction) ?? throw new InvariantBrokenException($"The log lacks {transaction}, which it names.");

    /// <summary>Null if the transaction is not in the log.</summary>
    public OrderResult? Find(TransactionId transaction) => chain.Store.FindTransaction(transaction) is { } committed
        ? Describe(committed, isRepeated: true)
        : null;

    private OrderResult Settle(SubmissionAnswer.Committed committed, CapReservation? reservation)
    {
        Invariant.That(OutcomeCodec.TryDecode(committed.Outcome.Span, out Outcome? outcome));
        var first = outcome.Effects.Length == 1 ? outcome.Effects[0].Repeats : null;
        if (!outcome.IsSuccess || first is not null)
            reservation?.GiveBack();
        return first is { } earlier
            ? Repeat(earlier)
            : Describe(new(committed.Height, committed.Index, committed.Outcome), isRepeated: false);
    }

    private OrderResult Describe(CommittedTransaction committed, bool isRepeated)
    {
        using var state = chain.Open(null);
        return new()
        {
            Outcome = states.Describe(committed, state.View.Entries), Repeated = isRepeated, Height = chain.Tip.Value,
        };
    }

    private static RpcException Refuse(Reason reason, CapReservation? reservation)
    {
        reservation?.GiveBack();
        return RpcErrors.Of(reason);
    }
}
