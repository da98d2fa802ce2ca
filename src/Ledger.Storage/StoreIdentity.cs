using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Storage;

/// <summary>Whose directory it is: one network, one node.</summary>
/// <param name="Node">The validator's public key, or another name of an observer that does not change.</param>
public sealed record StoreIdentity(NetworkId Network, Digest Node);
