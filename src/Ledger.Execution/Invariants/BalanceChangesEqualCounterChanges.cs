using Ledger.Execution.Overlay;
using Ledger.Model;

namespace Ledger.Execution.Invariants;

/// <summary>What a block added to all balances and holds of a token is what it added to the token's counters.</summary>
internal static class BalanceChangesEqualCounterChanges
{
    public static void Check(TokenEntry token, in TokenDifference difference)
    {
        var (before, after) = (token.CountersInBase, token.Counters);
        Invariant.That(difference.Treasury == (Int128)after.Treasury - before.Treasury);
        Invariant.That(difference.Outstanding == (Int128)after.Outstanding - before.Outstanding);
        Invariant.That(difference.Pending == (Int128)after.Pending - before.Pending);
        Invariant.That(difference.Held == (Int128)after.Held - before.Held);
        Invariant.That(difference.MemberHeld == (Int128)after.MemberHeld - before.MemberHeld);
    }
}
