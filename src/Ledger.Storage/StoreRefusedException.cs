namespace Ledger.Storage;

/// <summary>
/// The directory is sound, but it is not this node's: another network, another node or another format.
/// </summary>
public sealed class StoreRefusedException(string message) : Exception(message);
