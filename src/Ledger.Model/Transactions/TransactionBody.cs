using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Model.Transactions;

/// <summary>What is signed.</summary>
/// <param name="Network">
/// The network's short name, so that a mistake gets a clear error and not a bad signature.
/// </param>
/// <param name="Author">The account whose nonce is used and that always signs.</param>
/// <param name="ValidUntil">First instant at which it may no longer enter the log, by block time.</param>
/// <param name="Operations">1 to 100, in order, all or nothing.</param>
/// <param name="MemoHash">Salted hash of a text kept elsewhere, or none.</param>
public sealed record TransactionBody(
    string Network,
    AccountId Author,
    Nonce Nonce,
    Timestamp ValidUntil,
    ImmutableArray<Operation> Operations,
    Digest? MemoHash);
