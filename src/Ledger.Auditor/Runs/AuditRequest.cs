using Ledger.Auditor.Memory;
using Ledger.Auditor.Sources;
using Ledger.Model.Genesis;

namespace Ledger.Auditor.Runs;

/// <summary>What is to be audited, and how.</summary>
/// <param name="Sources">Copies of one chain; the run disposes none of them.</param>
/// <param name="Pins">What earlier audits found, to notice a cut end or another history; null to forget.</param>
/// <param name="State">
/// Where to go on from, and where to write how far this audit came; null to begin at genesis.
/// </param>
public sealed record AuditRequest(
    GenesisDocument Genesis, IReadOnlyList<ChainSource> Sources, PinFile? Pins, StateFile? State)
{
    /// <summary>Threads that verify signatures, ahead of the one that executes.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
