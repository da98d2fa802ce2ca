namespace Ledger.Storage;

/// <summary>
/// Bytes that passed every checksum of the disk are not what this store writes. The message names their place.
/// </summary>
public sealed class StoreDamagedException(string message) : IOException(message);
