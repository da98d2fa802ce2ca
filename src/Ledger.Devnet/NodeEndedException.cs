namespace Ledger.Devnet;

/// <summary>A node that was to stay up ended by itself; its log says why.</summary>
public sealed class NodeEndedException(string message) : Exception(message);
