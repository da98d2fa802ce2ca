using System.Collections.Immutable;
using Ledger.Execution.Overlay;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Admission;

/// <summary>
/// The accounts that must sign a transaction: its author, and whoever each operation needs by the state at the
/// transaction's place, where tokens that the transaction itself registers count as known (PROTOCOL 8.1).
/// </summary>
internal sealed class SignerSet(StateOverlay state)
{
    private readonly List<AccountId> _accounts = [];
    private int _countMax;

    public IReadOnlyList<AccountId> Accounts => _accounts;

    public int Count => _accounts.Count;

    public bool Contains(AccountId account) => _accounts.Contains(account);

    /// <summary>
    /// Collects the accounts, but stops at one more than there are signatures: then one is missing, whichever it is.
    /// So many operations with many legs cost no more than their number.
    /// </summary>
    public void Collect(TransactionBody body, int signatures)
    {
        _accounts.Clear();
        _countMax = signatures + 1;
        Add(body.Author);
        foreach (var operation in body.Operations)
            Add(operation, body.Operations);
    }

    /// <summary>The author, and whom one operation of the transaction needs.</summary>
    public ImmutableArray<AccountId> Of(Operation operation, TransactionBody body)
    {
        _accounts.Clear();
        _countMax = int.MaxValue;
        Add(body.Author);
        Add(operation, body.Operations);
        return [.. _accounts];
    }

    private void Add(Operation operation, ImmutableArray<Operation> all)
    {
        if (PartyOf(operation) is { } party)
            Add(party);
        switch (operation)
        {
            case Operation.RegisterToken register:
                AddIssuer(register.Definition);
                Add(register.Definition.Treasury);
                break;
            case Operation.Mint mint:
                if (FindToken(mint.Token, all) is { } minted)
                    Add(minted.Minter);
                break;
            case Operation.Redeem redeem:
                if (FindToken(redeem.Token, all) is { RedeemNeedsIssuer: true } redeemed)
                    AddIssuer(redeemed);
                break;
            case Operation.Swap swap:
                foreach (var leg in swap.Legs)
                    Add(leg.From);
                break;
            case Operation.Quote quote:
                if (FindToken(quote.Taken, all) is { } quoted)
                    Add(quoted.Treasury);
                break;
            case Operation.AgreeRate agree:
                AddIssuer(agree.Given, all);
                AddIssuer(agree.Taken, all);
                break;
            case Operation.AmendRate amend:
                if (!amend.IsByPayerAlone)
                    AddIssuer(amend.Given, all);
                AddIssuer(amend.Taken, all);
                break;
            case Operation.PauseRate pause:
                AddMember(pause.Member);
                break;
        }
    }

    /// <summary>
    /// The account that the operation itself names as the one that acts; none where tokens or members say who.
    /// </summary>
    private static AccountId? PartyOf(Operation operation) => operation switch
    {
        Operation.Transfer transfer => transfer.From,
        Operation.Redeem redeem => redeem.From,
        Operation.Hold hold => hold.From,
        Operation.Capture capture => capture.By,
        Operation.Release release => release.By,
        Operation.ReplacePolicy replace => replace.Account,
        Operation.Exchange exchange => exchange.Account,
        _ => null,
    };

    private TokenDefinition? FindToken(Ticker ticker, ImmutableArray<Operation> all)
    {
        if (state.Token(ticker).Definition is { } known)
            return known;
        foreach (var operation in all)
        {
            if (operation is Operation.RegisterToken register && register.Definition.Ticker == ticker)
                return register.Definition;
        }

        return null;
    }

    private void AddIssuer(TokenDefinition definition) => AddMember(definition.Issuer);

    private void AddIssuer(Ticker token, ImmutableArray<Operation> all)
    {
        if (FindToken(token, all) is { } definition)
            AddIssuer(definition);
    }

    private void AddMember(ushort index)
    {
        if (state.FindMember(index) is { } member)
            Add(member.Account);
    }

    private void Add(AccountId account)
    {
        if (_accounts.Count < _countMax && !_accounts.Contains(account))
            _accounts.Add(account);
    }
}
