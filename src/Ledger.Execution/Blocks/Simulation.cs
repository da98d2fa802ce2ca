using System.Collections.Immutable;
using Ledger.Execution.Admission;
using Ledger.Model.Reasons;

namespace Ledger.Execution.Blocks;

/// <summary>
/// What would become of a transaction, were it signed and the first of the next block. Closed: the cases below are all
/// there are.
/// </summary>
public abstract record Simulation
{
    private Simulation()
    {
    }

    /// <summary>It could not enter the log.</summary>
    public sealed record Refused(Reason Reason) : Simulation;

    /// <param name="Outcome">Canonical bytes, succeeded or failed.</param>
    /// <param name="Signers">Who must sign; the author comes first.</param>
    /// <param name="WorkUnits">With the fewest signatures that suffice.</param>
    public sealed record Ended(
        ReadOnlyMemory<byte> Outcome, ImmutableArray<RequiredSigner> Signers, uint WorkUnits) : Simulation;
}
