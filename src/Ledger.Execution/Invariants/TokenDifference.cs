using Ledger.Execution.Overlay;

namespace Ledger.Execution.Invariants;

/// <summary>By how much the balances of one token changed in a block, summed up from the balances alone.</summary>
internal struct TokenDifference
{
    public Int128 Treasury { get; private set; }

    public Int128 Outstanding { get; private set; }

    public Int128 Pending { get; private set; }

    public Int128 MemberHeld { get; private set; }

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
}
