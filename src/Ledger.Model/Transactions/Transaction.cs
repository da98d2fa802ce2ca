using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Model.Transactions;

/// <summary>
/// A signed, all-or-nothing list of operations. Only the codec makes one, so its parts agree with its bytes.
/// </summary>
public sealed class Transaction
{
    /// <summary>The canonical bytes of the whole transaction, signatures included.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    public required TransactionId Id { get; init; }

    /// <summary>
    /// SHA-256 of 0x00 ‖ <see cref="Bytes"/>: the leaf of the transaction tree, and what a node remembers as verified
    /// (the id does not cover signatures).
    /// </summary>
    public required Digest Leaf { get; init; }

    public required TransactionBody Body { get; init; }

    /// <summary>In ascending order of (account, public key), none twice.</summary>
    public required ImmutableArray<AccountSignature> Signatures { get; init; }

    /// <summary>What the transaction costs of the block's work limit (PROTOCOL 3.5).</summary>
    public required uint WorkUnits { get; init; }
}
