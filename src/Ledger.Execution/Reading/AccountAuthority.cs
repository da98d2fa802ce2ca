using System.Collections.Immutable;
using Ledger.Execution.Admission;
using Ledger.Execution.State;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;

namespace Ledger.Execution.Reading;

/// <summary>Whether signatures, each valid under its key, may act for their account by a committed state.</summary>
public static class AccountAuthority
{
    /// <param name="signatures">One at least, all of one account, in canonical order.</param>
    public static Reason Judge(IStateReader state, ImmutableArray<AccountSignature> signatures)
    {
        var first = signatures[0];
        return (Holdings.FindAccount(state, first.Account)?.Policy ?? first.Policy) is { } policy
            ? Authorization.CheckWeights(signatures, 0, signatures.Length, policy)
            : Reason.PolicyMissing;
    }
}
