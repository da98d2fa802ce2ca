using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Model.Transactions;

/// <summary>One key's signature on behalf of an account.</summary>
/// <param name="Policy">The account's first policy, only where the ledger does not know it yet.</param>
public sealed record AccountSignature(AccountId Account, PublicKey Key, Signature Signature, Policy? Policy);
