using Ledger.Execution.Blocks;
using Ledger.Execution.Overlay;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Admission;

/// <summary>
/// Judges whether a transaction may stand at its place in a block, in one fixed order (PROTOCOL 8.1). One that may not
/// is never recorded and uses no nonce, so a stranger can't burn another's.
/// </summary>
internal sealed class Admissibility(NetworkRules rules, StateOverlay state)
{
    private readonly Authorization _authorization = new(state);

    /// <summary>
    /// May write policies that the transaction brought; whoever calls keeps them if the transaction succeeds.
    /// </summary>
    public Reason Check(Transaction transaction, Timestamp now)
    {
        var body = transaction.Body;
        if (!string.Equals(body.Network, rules.Network, StringComparison.Ordinal))
            return Reason.TransactionWrongNetwork;
        if (body.ValidUntil <= now)
            return Reason.TransactionExpired;
        if (body.ValidUntil.Milliseconds - now.Milliseconds > rules.Parameters.ValidityWindow)
            return Reason.TransactionValidTooLong;
        if (state.Nonces.TryFind(body.Author, body.Nonce, out var earlier))
            return earlier == transaction.Id ? Reason.TransactionDuplicate : Reason.TransactionNonceReused;
        return state.Account(body.Author).Record is null
            ? Reason.AuthorUnknown
            : _authorization.Check(transaction);
    }
}
