using Ledger.Execution.Records;
using Ledger.Model;
using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Execution.Invariants;

/// <summary>
/// No more units exist than the issuer declared, and never more than 2^63 − 1, so no sum of lots overflows.
/// </summary>
internal static class SupplyWithinMaximum
{
    public static void Check(TokenDefinition definition, in TokenCounters counters)
    {
        Invariant.That(definition.SupplyMax <= Amount.SupplyMax);
        Invariant.That(counters.Supply <= definition.SupplyMax.Units);
    }
}
