using System.Collections.Immutable;
using Ledger.Model;
using Ledger.Model.Outcomes;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Storage.Chain;

/// <summary>
/// Whose past an outcome belongs to: author, signers, and every account that units left or reached. Reused from one
/// outcome to the next.
/// </summary>
internal sealed class TouchedAccounts
{
    private readonly List<AccountId> _accounts = [];

    /// <summary>None twice; valid until the next call.</summary>
    public IReadOnlyList<AccountId> OfTransaction(Transaction transaction, ReadOnlySpan<byte> outcomeBytes)
    {
        // Execution made these bytes a moment ago.
        Invariant.That(OutcomeCodec.TryDecode(outcomeBytes, out Outcome? outcome));
        _accounts.Clear();
        Add(transaction.Body.Author);
        foreach (var signature in transaction.Signatures)
            Add(signature.Account);
        foreach (var effect in outcome.Effects)
            Add(effect.Movements);
        return _accounts;
    }

    /// <summary>None twice; valid until the next call.</summary>
    public IReadOnlyList<AccountId> OfBlock(ReadOnlySpan<byte> outcomeBytes)
    {
        Invariant.That(OutcomeCodec.TryDecode(outcomeBytes, out BlockOutcome? outcome));
        _accounts.Clear();
        Add(outcome.Movements);
        return _accounts;
    }

    private void Add(ImmutableArray<Movement> movements)
    {
        foreach (var movement in movements)
            Add(movement.Account);
    }

    // A transaction touches a handful of accounts; a sweep of a thousand lots comes sorted by account.
    private void Add(AccountId account)
    {
        if ((_accounts.Count == 0 || _accounts[^1] != account) && !_accounts.Contains(account))
            _accounts.Add(account);
    }
}
