namespace Ledger.Simulation.Network;

/// <summary>How badly the network behaves; drawn anew for each seed.</summary>
/// <param name="LossPercent">Of urgent messages. Bulk travels in order and is lost only with its connection.</param>
/// <param name="TailPercent">Of urgent messages that take up to <paramref name="DelayTail"/>.</param>
internal sealed record LinkFaults(
    int LossPercent, int DuplicatePercent, int TailPercent, TimeSpan DelayMin, TimeSpan DelayMax, TimeSpan DelayTail)
{
    public static readonly LinkFaults None = new(
        0, 0, 0, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5));
}
