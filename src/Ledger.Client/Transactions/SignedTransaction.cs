using System.Diagnostics.CodeAnalysis;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Client.Transactions;

/// <summary>
/// The exact bytes that are sent, as often as it takes: they take effect once at most. Whoever must survive a crash of
/// its own keeps them before sending.
/// </summary>
public sealed class SignedTransaction
{
    internal SignedTransaction(TransactionId id, Timestamp validUntil, ReadOnlyMemory<byte> bytes) =>
        (Id, ValidUntil, Bytes) = (id, validUntil, bytes);

    public TransactionId Id { get; }

    /// <summary>From this block time on it can no longer enter the log.</summary>
    public Timestamp ValidUntil { get; }

    /// <summary>Canonical bytes of a <c>ledger.v1.Transaction</c>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads bytes that were kept.</summary>
    public static bool TryRead(
        LedgerNetwork network,
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out SignedTransaction? transaction,
        out Reason reason)
    {
        transaction = null;
        if (!TransactionDraft.TryRead(network, bytes, out var draft, out reason))
            return false;
        if (draft.Signatures.IsEmpty)
            reason = Reason.TransactionSignatureCount;
        else
            transaction = draft.Complete();
        return transaction is not null;
    }
}
