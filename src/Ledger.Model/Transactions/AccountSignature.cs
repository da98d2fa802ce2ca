using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Model.Transactions;

/// <summary>One key's signature on behalf of an account.</summary>
/// <param name="Policy">The account's first policy, only where the ledger does not know it yet.</param>
public sealed record AccountSignature(AccountId Account, PublicKey Key, Signature Signature, Policy? Policy)
{
    /// <summary>By account, then scheme, then key bytes (PROTOCOL 3.2).</summary>
    public static readonly IComparer<AccountSignature> CanonicalOrder =
        Comparer<AccountSignature>.Create((left, right) => left.CompareTo(right.Account, right.Key));

    internal int CompareTo(AccountId account, PublicKey key)
    {
        var byAccount = Account.CompareTo(account);
        return byAccount != 0 ? byAccount : Key.CompareTo(key);
    }
}
