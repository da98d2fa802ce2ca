using Ledger.Execution.Records;
using Ledger.Model;

namespace Ledger.Execution.Invariants;

/// <summary>Pending, held and member-held units are each a part of what is outstanding.</summary>
internal static class PartsWithinOutstanding
{
    public static void Check(in TokenCounters counters)
    {
        Invariant.That(counters.Pending <= counters.Outstanding);
        Invariant.That(counters.Held <= counters.Outstanding);
        Invariant.That(counters.MemberHeld <= counters.Outstanding);
    }
}
