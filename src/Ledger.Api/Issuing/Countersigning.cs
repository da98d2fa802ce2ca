using System.Collections.Immutable;
using Ledger.Api.Errors;
using Ledger.Api.Ports;
using Ledger.Contracts.V1;
using Ledger.Execution.Reading;
using Ledger.Execution.State;
using Ledger.Model.Reasons;
using Ledger.Model.Values;
using Operation = Ledger.Model.Transactions.Operation;
using Transaction = Ledger.Model.Transactions.Transaction;

namespace Ledger.Api.Issuing;

/// <summary>
/// Decides what of the member's a transaction of somebody else takes, and refuses whatever was not asked for: the
/// signature covers the whole transaction, so everything in it is looked at.
/// </summary>
internal sealed class Countersigning(MemberSigner signer, INodeStatus node)
{
    /// <summary>
    /// The member's accounts that must sign a redemption of customers. Throws the call's error for anything else.
    /// </summary>
    public ImmutableArray<AccountId> JudgeRedemption(Transaction transaction, IStateReader state)
    {
        foreach (var operation in transaction.Body.Operations)
        {
            if (operation is not Operation.Redeem redeem || signer.IsOurs(state, redeem.From))
                throw RpcErrors.Of(Reason.CountersignUnexpected);
            var definition = Holdings.FindToken(state, redeem.Token) ?? throw RpcErrors.Of(Reason.TokenNotFound);
            if (definition.Issuer != node.Self.Index)
                throw RpcErrors.Of(Reason.TokenOfAnotherMember);
        }

        return SignersOf(transaction, state);
    }

    /// <summary>
    /// The member's accounts that must sign a swap, and what it takes from them by token. Throws the call's error
    /// unless that is exactly what was expected, account by account.
    /// </summary>
    public (ImmutableArray<AccountId> Signers, IReadOnlyDictionary<Ticker, ulong> Debits) JudgeSwap(
        Transaction transaction, IReadOnlyList<ExpectedDebit> expected, IStateReader state)
    {
        var debits = new Dictionary<(AccountId Account, Ticker Token), ulong>();
        var signers = OperationSigners.Of(state, transaction.Body);
        for (var i = 0; i < signers.Length; i++)
        {
            if (transaction.Body.Operations[i] is Operation.Swap swap)
                AddDebits(swap, debits, state);
            else if (signers[i].Any(account => signer.IsOurs(state, account)))
                throw RpcErrors.Of(Reason.CountersignUnexpected);
        }

        if (!IsExpected(debits, expected))
            throw RpcErrors.Of(Reason.CountersignUnexpected);
        var byToken = debits.GroupBy(debit => debit.Key.Token)
            .ToDictionary(group => group.Key, group => group.Aggregate(0UL, (sum, debit) => Add(sum, debit.Value)));
        return (SignersOf(transaction, state), byToken);
    }

    // The author's right is to have its nonce used and its failures counted: the member is never made one.
    private ImmutableArray<AccountId> SignersOf(Transaction transaction, IStateReader state)
    {
        if (signer.IsOurs(state, transaction.Body.Author))
            throw RpcErrors.Of(Reason.CountersignUnexpected);
        var signed = transaction.Signatures.Select(signature => signature.Account).ToHashSet();
        return
        [
            .. OperationSigners.Of(state, transaction.Body).SelectMany(accounts => accounts).Distinct()
                .Where(account => !signed.Contains(account) && signer.IsOurs(state, account)),
        ];
    }

    private void AddDebits(
        Operation.Swap swap, Dictionary<(AccountId Account, Ticker Token), ulong> debits, IStateReader state)
    {
        foreach (var leg in swap.Legs.Where(leg => signer.IsOurs(state, leg.From)))
        {
            var key = (leg.From, leg.Token);
            debits[key] = Add(debits.GetValueOrDefault(key), leg.Amount.Units);
        }
    }

    private static bool IsExpected(
        Dictionary<(AccountId Account, Ticker Token), ulong> debits, IReadOnlyList<ExpectedDebit> expected)
    {
        var asked = new Dictionary<(AccountId Account, Ticker Token), ulong>();
        foreach (var debit in expected)
        {
            var key = (Fields.Account(debit.Account, "expected_debits.account"),
                Fields.Token(debit.Token, "expected_debits.token"));
            if (!asked.TryAdd(key, debit.Amount))
                throw RpcErrors.OfField("expected_debits", "Name each account and token once.");
        }

        return asked.Count == debits.Count
            && debits.All(debit => asked.TryGetValue(debit.Key, out var amount) && amount == debit.Value);
    }

    // No account holds more than a token's supply, so a larger sum is not one that anybody expects.
    private static ulong Add(ulong sum, ulong units) =>
        new Amount(sum).TryAdd(new(units), out var total) ? total.Units : throw RpcErrors.Of(Reason.CountersignUnexpected);
}
