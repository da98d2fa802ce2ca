using Ledger.Execution.Blocks;
using Ledger.Execution.Overlay;
using Ledger.Execution.State;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Admission;

/// <summary>
/// Says beforehand whether a transaction could enter the log: against a committed state, as if it came first in the
/// next block. Only its place in a block decides. Keeps working memory, so an instance serves one thread at a time.
/// </summary>
public sealed class AdmissionDesk
{
    private readonly StateOverlay _overlay = new();
    private readonly Admissibility _admissibility;

    public AdmissionDesk(NetworkRules rules) => _admissibility = new(rules, _overlay);

    /// <summary>The first rule that forbids it; none if it is admissible.</summary>
    /// <param name="time">What the block's time would be.</param>
    public Reason Judge(IStateReader state, Transaction transaction, Timestamp time)
    {
        var seed = new KeyHash(0);
        seed.Add(transaction.Id.Value);
        _overlay.Begin(state, seed.State);
        var reason = _admissibility.Check(transaction, time);
        _overlay.Undo();
        return reason;
    }
}
