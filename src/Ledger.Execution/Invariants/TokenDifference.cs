using Ledger.Execution.Overlay;
using Ledger.Execution.Records;

namespace Ledger.Execution.Invariants;

/// <summary>
/// By how much what accounts have of one token changed in a block, summed up from balances and holds alone.
/// </summary>
internal struct TokenDifference
{
    public Int128 Treasury { get; private set; }

    public Int128 Outstanding { get; private set; }

    public Int128 Pending { get; private set; }

    public Int128 MemberHeld { get; private set; }

    public Int128 Held { get; private set; }

    public void Add(RecordEntry<HoldRecord> hold, bool isTreasury)
    {
        var change = Total(hold.Record) - Total(hold.Base);
        if (isTreasury)
        {
            Treasury += change;
            return;
        }

        Outstanding += change;
        Held += change;
    }

    public void Add(BalanceEntry balance, bool isTreasury)
    {
        Int128 before = balance.BaseLots.Total;
        Int128 after = balance.Lots.Total;
        if (isTreasury)
        {
            Treasury += after - before;
            return;
        }

        Outstanding += after - before;
        Pending += (Int128)balance.Lots.Pending - balance.BaseLots.Pending;
        MemberHeld += (balance.IsMemberHeld ? after : 0) - (balance.IsMemberHeldInBase ? before : 0);
    }

    private static Int128 Total(HoldRecord? hold)
    {
        Int128 total = 0;
        if (hold is null)
            return total;
        foreach (ref readonly var lot in hold.Lots.AsSpan())
            total += lot.Amount.Units;
        return total;
    }
}
