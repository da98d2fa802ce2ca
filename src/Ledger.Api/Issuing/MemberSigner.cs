using Ledger.Api.Errors;
using Ledger.Api.Ports;
using Ledger.Execution.Reading;
using Ledger.Execution.State;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Api.Issuing;

/// <summary>Signs for the member's accounts: those whose policy the issuing key satisfies alone.</summary>
internal sealed class MemberSigner(IIssuingSigner signer)
{
    private readonly AccountId _ownAccount = PolicyCodec.AccountOf(Policy.OfOne(signer.Key));

    /// <summary>Whether this node can act for the account.</summary>
    public bool IsOurs(IStateReader state, AccountId account) =>
        PolicyOf(state, account) is { } policy && policy.IsSatisfiedBy([signer.Key]);

    /// <summary>Throws the call's error if the key may not act for the account alone.</summary>
    public AccountSignature Sign(IStateReader state, AccountId account, TransactionId transaction)
    {
        var known = Holdings.FindAccount(state, account)?.Policy;
        if (PolicyOf(state, account) is not { } policy)
            throw RpcErrors.Of(Reason.PolicyMissing, ("account", account.ToString()));
        if (!policy.IsSatisfiedBy([signer.Key]))
        {
            var reason = policy.WeightOf(signer.Key) == 0 ? Reason.SignerUnknownKey : Reason.ThresholdNotReached;
            throw RpcErrors.Of(reason, ("account", account.ToString()));
        }

        return new(account, signer.Key, signer.Sign(transaction.Value), known is null ? policy : null);
    }

    private Policy? PolicyOf(IStateReader state, AccountId account) =>
        Holdings.FindAccount(state, account)?.Policy
        ?? (account == _ownAccount ? Policy.OfOne(signer.Key) : null);
}
