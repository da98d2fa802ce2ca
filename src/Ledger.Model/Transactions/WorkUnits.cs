namespace Ledger.Model.Transactions;

/// <summary>What a transaction costs of the limits that bytes do not express (PROTOCOL 3.5).</summary>
public static class WorkUnits
{
    public const uint PerSignature = 4;
    public const uint PerOperation = 4;
    public const uint PerLeg = 2;

    /// <summary>Counted in execution, for each lot that an operation takes from or adds to.</summary>
    public const uint PerLot = 1;

    /// <summary>The part that the bytes tell; lots come on top.</summary>
    internal static uint Of(TransactionBody body, int signatures)
    {
        var units = ((uint)signatures * PerSignature) + ((uint)body.Operations.Length * PerOperation);
        foreach (var operation in body.Operations)
        {
            if (operation is Operation.Swap swap)
                units += (uint)swap.Legs.Length * PerLeg;
        }

        return units;
    }
}
