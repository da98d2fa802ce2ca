using Ledger.Execution.State;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Execution.Overlay;

/// <summary>
/// Writes down what a position is after each block that changed it (PROTOCOL 7.13): it depends on nothing but the
/// claims, so no operation has to think of it.
/// </summary>
internal static class PositionHistory
{
    public static void Add(BalanceEntry claims, Height height, ChangeList changes)
    {
        var units = claims.Lots.Total;
        if (units == claims.BaseLots.Total)
            return;
        var writer = new FixedWriter(changes.Reserve(sizeof(ulong)));
        writer.UInt64(units);
        changes.Put(AgreementKeys.Position(claims.Account, claims.Token, height), writer.Position);
    }
}
