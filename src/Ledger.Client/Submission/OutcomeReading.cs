using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Client.Submission;

/// <summary>Makes results of what nodes say; null for what no honest node says.</summary>
internal static class OutcomeReading
{
    public static TransactionResult? Read(TransactionId id, Contracts.V1.TransactionState? state) =>
        state?.StateCase switch
        {
            Contracts.V1.TransactionState.StateOneofCase.Expired =>
                new TransactionResult.Expired(id, new(state.Expired.Height)),
            Contracts.V1.TransactionState.StateOneofCase.Outcome => Read(id, state.Outcome),
            _ => null,
        };

    /// <summary>
    /// From the canonical bytes, so that an effect is what the block commits to and not what a node tells.
    /// </summary>
    public static TransactionResult? Read(TransactionId id, Contracts.V1.Outcome message)
    {
        if (!OutcomeCodec.TryDecode(message.Canonical.Span, out Outcome? outcome) || outcome.Transaction != id)
            return null;
        var place = new TransactionPlace(new(message.Height), (int)message.Index);
        if (outcome.IsSuccess)
            return new TransactionResult.Succeeded(id, place, outcome.Effects);
        var word = ReasonCatalogue.Find(outcome.Reason)?.Word ?? message.Reason;
        return new TransactionResult.Failed(id, place, outcome.Reason, word, outcome.FailedOperation)
        {
            Subjects = outcome.Subjects,
        };
    }
}
