using Google.Protobuf;
using Ledger.Api.Errors;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using OutcomeMessage = Ledger.Contracts.V1.Outcome;

namespace Ledger.Api.Wallet;

/// <summary>Writes where a transaction stands as the proto says it.</summary>
internal sealed class TransactionStates(TokenScales scales)
{
    public static TransactionState Pending(TransactionId transaction, Height tip) =>
        new() { TransactionId = Fields.Bytes(transaction), Height = tip.Value, Pending = new() };

    public static TransactionState Expired(SubmissionAnswer.Expired answer, Height tip) => new()
    {
        TransactionId = Fields.Bytes(answer.Transaction),
        Height = tip.Value,
        Expired = new() { Height = answer.Height.Value },
    };

    public TransactionState Committed(
        TransactionId transaction, CommittedTransaction committed, Height tip, IStateReader state) => new()
    {
        TransactionId = Fields.Bytes(transaction),
        Height = tip.Value,
        Outcome = Describe(committed, state),
    };

    public OutcomeMessage Describe(CommittedTransaction committed, IStateReader state)
    {
        // The node wrote these bytes itself: if they can't be read, its own store is damaged.
        var isSound = OutcomeCodec.TryDecode(committed.Outcome.Span, out Model.Outcomes.Outcome? outcome);
        Invariant.That(isSound && outcome is not null);
        var message = new OutcomeMessage
        {
            TransactionId = Fields.Bytes(outcome.Transaction),
            Height = committed.Height.Value,
            Index = (uint)committed.Index,
            Succeeded = outcome.IsSuccess,
            Canonical = ByteString.CopyFrom(committed.Outcome.Span),
        };
        if (!outcome.IsSuccess)
        {
            (message.Reason, message.ReasonNumber) = ReasonWords.Of(outcome.Reason);
            message.FailedOperation = outcome.FailedOperation;
            message.Subjects.Add(outcome.Subjects.Select(token => token.ToString()));
        }

        foreach (var effect in outcome.Effects)
            message.Effects.Add(Describe(effect, state));
        return message;
    }

    public Contracts.V1.OperationEffect Describe(Model.Outcomes.OperationEffect effect, IStateReader state)
    {
        var message = new Contracts.V1.OperationEffect();
        if (effect.Repeats is { } first)
            message.Repeats = Fields.Bytes(first);
        foreach (var movement in effect.Movements)
            message.Movements.Add(Describe(movement, state));
        foreach (var hop in effect.Hops)
            message.Hops.Add(Describe(hop, state));
        return message;
    }

    private Contracts.V1.ExchangeHop Describe(in Model.Outcomes.ExchangeHop hop, IStateReader state) => new()
    {
        Given = hop.Given.ToString(),
        Taken = hop.Taken.ToString(),
        GivenScale = scales.Of(hop.Given, state),
        TakenScale = scales.Of(hop.Taken, state),
        Amount = hop.Amount.Units,
        Net = hop.Net.Units,
        Fee = hop.Fee.Units,
        Remainder = hop.Remainder,
        Numerator = hop.Rate.Numerator,
        Denominator = hop.Rate.Denominator,
        FeePerMillion = hop.Rate.FeePerMillion,
        CorridorMark = hop.Marks.Corridor,
        CorridorPerAccountMark = hop.Marks.CorridorPerAccount,
        PositionMark = hop.Marks.Position,
    };

    public Contracts.V1.Movement Describe(Model.Outcomes.Movement movement, IStateReader state)
    {
        var message = new Contracts.V1.Movement
        {
            Account = Fields.Bytes(movement.Account),
            Token = movement.Token.ToString(),
            Scale = scales.Of(movement.Token, state),
            Kind = (Contracts.V1.MovementKind)movement.Kind,
        };
        foreach (var lot in movement.Lots)
        {
            message.Amount += lot.Amount.Units;
            message.Lots.Add(Describe(lot));
        }

        return message;
    }

    internal static Contracts.V1.Lot Describe(Model.Outcomes.Lot lot) => new()
    {
        Amount = lot.Amount.Units,
        ExpiresAtMs = lot.ExpiresAt.Milliseconds,
        ActivatesAtMs = lot.ActivatesAt.Milliseconds,
    };
}
