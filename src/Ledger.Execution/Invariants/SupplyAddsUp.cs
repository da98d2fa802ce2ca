using Ledger.Execution.Records;
using Ledger.Model;

namespace Ledger.Execution.Invariants;

/// <summary>Minted − redeemed − expired − reversed = treasury + outstanding.</summary>
internal static class SupplyAddsUp
{
    public static void Check(in TokenCounters counters)
    {
        var exists = (Int128)counters.Minted - counters.Redeemed - counters.Expired - counters.Reversed;
        Invariant.That(exists == (Int128)counters.Treasury + counters.Outstanding);
    }
}
