namespace Ledger.Replication;

/// <summary>
/// Ends a session: the peer broke a rule, or refuses, or can't keep up. Its message is for the operator.
/// </summary>
public sealed class PeerFaultException(string message) : Exception(message);
