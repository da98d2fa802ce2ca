namespace Ledger.Model.Transactions;

/// <summary>What a transaction costs of the limits that bytes do not express (PROTOCOL 3.5).</summary>
public static class WorkUnits
{
    public const uint PerSignature = 4;
    public const uint PerOperation = 4;
    public const uint PerLeg = 2;

    /// <summary>For each agreement along which an exchange goes, and for a quote.</summary>
    public const uint PerHop = 6;

    /// <summary>For an operation on a rate agreement; its search for profitable cycles comes on top.</summary>
    public const uint PerAgreement = 200;

    /// <summary>Counted in execution, for each lot that an operation takes from or adds to.</summary>
    public const uint PerLot = 1;

    /// <summary>Counted in execution, one unit for so much of what a search for profitable cycles looks at.</summary>
    public const uint LookedAtPerUnit = 4;

    /// <summary>The part that the bytes tell; lots and searches come on top.</summary>
    public static uint Of(TransactionBody body, int signatures)
    {
        var units = ((uint)signatures * PerSignature) + ((uint)body.Operations.Length * PerOperation);
        foreach (var operation in body.Operations)
        {
            units += operation switch
            {
                Operation.Swap swap => (uint)swap.Legs.Length * PerLeg,
                Operation.AgreeRate or Operation.AmendRate or Operation.PauseRate => PerAgreement,
                Operation.Exchange exchange => (uint)(exchange.Path.Length - 1) * PerHop,
                Operation.Quote => PerHop,
                _ => 0,
            };
        }

        return units;
    }
}
