using System.Collections.Immutable;
using Ledger.Execution.Overlay;
using Ledger.Execution.Records;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Admission;

/// <summary>
/// Judges whether those who must sign have signed, under the policies of their accounts at the transaction's place,
/// and nobody else (PROTOCOL 8.1). The signatures themselves were verified at the edge.
/// </summary>
internal sealed class Authorization(StateOverlay state)
{
    private readonly SignerSet _signers = new(state);

    /// <summary>
    /// On success the policies that came with the signatures of accounts the ledger knew none of are written.
    /// </summary>
    public Reason Check(Transaction transaction)
    {
        var signatures = transaction.Signatures;
        _signers.Collect(transaction.Body, signatures.Length);
        var authorized = 0;
        for (var start = 0; start < signatures.Length; authorized++)
        {
            var end = EndOfAccount(signatures, start);
            var reason = CheckAccount(signatures, start, end);
            if (reason != Reason.None)
                return reason;
            start = end;
        }

        return authorized == _signers.Count ? Reason.None : Reason.SignerMissing;
    }

    /// <summary>
    /// Who would have to sign, with the policies that they would sign under; writes those that the ledger does not know
    /// as their signatures would.
    /// </summary>
    public Reason Gather(
        TransactionBody body,
        IReadOnlyDictionary<AccountId, Policy> policies,
        int signaturesMax,
        UnsignedAdmission admission)
    {
        _signers.Collect(body, signaturesMax);
        foreach (var signer in _signers.Accounts)
        {
            var account = state.Account(signer);
            var isKnown = account.Record?.Policy is not null;
            if ((account.Record?.Policy ?? policies.GetValueOrDefault(signer)) is not { } policy)
                return Reason.PolicyMissing;
            admission.Add(signer, policy, isKnown);
            if (!isKnown)
                Learn(account, policy);
        }

        return admission.SignaturesMin > signaturesMax ? Reason.TransactionSignatureCount : Reason.None;
    }

    private Reason CheckAccount(ImmutableArray<AccountSignature> signatures, int start, int end)
    {
        var first = signatures[start];
        if (!_signers.Contains(first.Account))
            return Reason.SignatureSuperfluous;
        var account = state.Account(first.Account);
        // Once the ledger knows a policy, one that comes along says nothing: it may have been replaced since.
        if ((account.Record?.Policy ?? first.Policy) is not { } policy)
            return Reason.PolicyMissing;
        var reason = CheckWeights(signatures, start, end, policy);
        if (reason == Reason.None && account.Record?.Policy is null)
            Learn(account, policy);
        return reason;
    }

    private void Learn(AccountEntry account, Policy policy)
    {
        state.Save(account);
        account.Record = (account.Record ?? AccountRecord.Empty) with { Policy = policy };
    }

    /// <summary>The keys of one account, from one signature up to before another, against its policy.</summary>
    internal static Reason CheckWeights(
        ImmutableArray<AccountSignature> signatures, int start, int end, Policy policy)
    {
        uint sum = 0;
        var least = uint.MaxValue;
        for (var i = start; i < end; i++)
        {
            var weight = policy.WeightOf(signatures[i].Key);
            if (weight == 0)
                return Reason.SignerUnknownKey;
            sum += weight;
            least = Math.Min(least, weight);
        }

        if (sum < policy.Threshold)
            return Reason.ThresholdNotReached;
        // One that could be left out may be left out by whoever passes the transaction on.
        return sum - least >= policy.Threshold ? Reason.SignatureSuperfluous : Reason.None;
    }

    private static int EndOfAccount(ImmutableArray<AccountSignature> signatures, int start)
    {
        var end = start + 1;
        while (end < signatures.Length && signatures[end].Account == signatures[start].Account)
            end++;
        return end;
    }
}
