namespace Ledger.Devnet;

/// <summary>
/// A story or a measurement cannot go on: the network did not do what was to be shown. The message is for whoever
/// started it.
/// </summary>
public sealed class ShowEndedException(string message) : Exception(message);
