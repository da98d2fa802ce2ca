using System.Text;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Policies;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Tests;

/// <summary>An account with the one key of its first policy, both derived from a name.</summary>
internal sealed record Wallet(string Name)
{
    public static readonly Wallet Alice = new("alice");
    public static readonly Wallet Bob = new("bob");
    public static readonly Wallet Carol = new("carol");

    public PublicKey Key => KeyOf(Name);

    public Policy Policy => Policy.OfOne(Key);

    public AccountId Account => PolicyCodec.AccountOf(Policy);

    /// <summary>Execution does not verify signatures, so the key need not be on its curve.</summary>
    public static PublicKey KeyOf(string name) =>
        new(SignatureScheme.Schnorr, 0, Sha256.Hash(Encoding.UTF8.GetBytes(name)));

    public AccountSignature Sign(bool withPolicy = false) => new(Account, Key, default, withPolicy ? Policy : null);
}
