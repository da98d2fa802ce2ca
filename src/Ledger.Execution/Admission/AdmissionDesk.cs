using Ledger.Execution.Blocks;
using Ledger.Execution.Outcomes;
using Ledger.Execution.Overlay;
using Ledger.Execution.State;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Admission;

/// <summary>
/// Says beforehand whether a transaction could enter the log: against a committed state, as if it came first in the
/// next block and nothing was due. It is executed for that, since work and failures are limited as well (PROTOCOL
/// 8.1). Only its place in a block decides. Keeps working memory, so an instance serves one thread at a time.
/// </summary>
public sealed class AdmissionDesk
{
    private readonly NetworkRules _rules;
    private readonly StateOverlay _overlay = new();
    private readonly OutcomeWriter _outcomes = new();
    private readonly TransactionRun _run;

    public AdmissionDesk(NetworkRules rules)
    {
        _rules = rules;
        _run = new(rules, _overlay, _outcomes);
    }

    /// <summary>The first rule that forbids it; none if it is admissible.</summary>
    /// <param name="height">The block's.</param>
    /// <param name="time">What the block's time would be.</param>
    public Reason Judge(IStateReader state, Transaction transaction, Height height, Timestamp time)
    {
        var seed = new KeyHash(0);
        seed.Add(transaction.Id.Value);
        _overlay.Begin(state, seed.State);
        _outcomes.BeginBlock(height);
        _outcomes.End();
        _run.Context.Now = time;
        _run.Context.Height = height;
        return _run.Run(transaction, _rules.Parameters.BlockWorkUnitsMax).Refusal;
    }

    /// <summary>When time alone may lift such a refusal; none if only a block can.</summary>
    public Timestamp? LiftedAt(Reason refusal, Transaction transaction, Timestamp time)
    {
        var window = _rules.Parameters.ValidityWindow;
        return refusal switch
        {
            Reason.TransactionFailureLimit => new(((time.Milliseconds / window) + 1) * window),
            Reason.TransactionValidTooLong => new(transaction.Body.ValidUntil.Milliseconds - window),
            _ => null,
        };
    }
}
