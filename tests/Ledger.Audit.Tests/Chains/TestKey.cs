using System.Text;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Secp256k1;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Policies;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Audit.Tests.Chains;

/// <summary>A real key that is derived from a name, and the account that it controls alone.</summary>
internal sealed class TestKey
{
    private readonly byte[] _secret;

    public TestKey(string name)
    {
        _secret = Sha256.Hash(Encoding.UTF8.GetBytes(name)).ToArray();
        var key = new byte[Schnorr.PublicKeySize];
        Assert.True(Schnorr.TryGetPublicKey(_secret, key));
        Public = new(key);
    }

    public Digest Public { get; }

    public PublicKey Key => new(SignatureScheme.Schnorr, 0, Public);

    public Policy Policy => Policy.OfOne(Key);

    public AccountId Account => PolicyCodec.AccountOf(Policy);

    public Signature Sign(Digest message)
    {
        Span<byte> bytes = stackalloc byte[Signature.Size];
        Assert.True(Schnorr.TrySign(_secret, message, new byte[Schnorr.AuxiliarySize], bytes));
        Assert.True(Signature.TryRead(bytes, out var signature));
        return signature;
    }

    public AccountSignature Sign(TransactionId transaction, bool withPolicy) =>
        new(Account, Key, Sign(transaction.Value), withPolicy ? Policy : null);
}
