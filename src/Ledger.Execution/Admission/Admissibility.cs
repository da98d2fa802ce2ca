using Ledger.Execution.Blocks;
using Ledger.Execution.Overlay;
using Ledger.Model.Policies;
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
        var reason = CheckBody(transaction.Id, transaction.Body, now);
        return reason == Reason.None ? _authorization.Check(transaction) : reason;
    }

    /// <summary>As <see cref="Check"/> with the signatures of all who must sign, whom it gathers.</summary>
    /// <param name="policies">Of accounts that the ledger knows none of yet.</param>
    public Reason CheckUnsigned(
        AdmittedTransaction transaction,
        Timestamp now,
        IReadOnlyDictionary<AccountId, Policy> policies,
        UnsignedAdmission admission)
    {
        var reason = CheckBody(transaction.Id, transaction.Body, now);
        if (reason != Reason.None)
            return reason;
        return _authorization.Gather(transaction.Body, policies, rules.Parameters.TransactionSignaturesMax, admission);
    }

    private Reason CheckBody(TransactionId id, TransactionBody body, Timestamp now)
    {
        if (!string.Equals(body.Network, rules.Network, StringComparison.Ordinal))
            return Reason.TransactionWrongNetwork;
        if (body.ValidUntil <= now)
            return Reason.TransactionExpired;
        if (body.ValidUntil.Milliseconds - now.Milliseconds > rules.Parameters.ValidityWindow)
            return Reason.TransactionValidTooLong;
        if (state.Nonces.TryFind(body.Author, body.Nonce, out var earlier))
            return earlier == id ? Reason.TransactionDuplicate : Reason.TransactionNonceReused;
        return state.Account(body.Author).Record is null ? Reason.AuthorUnknown : Reason.None;
    }
}
