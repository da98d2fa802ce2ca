namespace Ledger.Simulation.Checkers;

/// <summary>A promise was broken.</summary>
internal sealed class SimulationFailureException(string promise, string detail) : Exception($"{promise}: {detail}")
{
    public string Promise { get; } = promise;
}
