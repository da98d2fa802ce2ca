using Ledger.Execution.Lots;
using Ledger.Model;
using Ledger.Model.Values;

namespace Ledger.Execution.Invariants;

/// <summary>
/// Lots are in order, none twice and none empty; a token's own treasury holds at most one, without dates.
/// </summary>
internal static class LotsAreCanonical
{
    public static void Check(LotList lots, bool isTreasury)
    {
        Invariant.That(lots.IsCanonical());
        if (!isTreasury)
            return;
        foreach (ref readonly var lot in lots.Lots)
            Invariant.That(lot.ExpiresAt == Timestamp.Epoch && lot.ActivatesAt == Timestamp.Epoch);
    }
}
