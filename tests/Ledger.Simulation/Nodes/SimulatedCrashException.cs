namespace Ledger.Simulation.Nodes;

/// <summary>The process died in the middle of carrying out an effect.</summary>
internal sealed class SimulatedCrashException() : Exception("The simulated process crashed.");
