using System.Security.Cryptography;
using Ledger.Cryptography.Secp256k1;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Genesis;
using Ledger.Model.Policies;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.EndToEnd.Tests.Loads;

/// <summary>Somebody with a wallet: a key, the account it controls, and what is signed with it.</summary>
internal sealed class Customer
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(5);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(Schnorr.SecretKeySize);

    public Customer()
    {
        Span<byte> key = stackalloc byte[Schnorr.PublicKeySize];
        if (!Schnorr.TryGetPublicKey(_secret, key))
            throw new InvalidOperationException("One in 2^128 draws is no key.");
        Key = new(SignatureScheme.Schnorr, 0, new(key));
        Account = PolicyCodec.AccountOf(Policy.OfOne(Key));
    }

    public AccountId Account { get; }

    private PublicKey Key { get; }

    public byte[] Transfer(GenesisDocument genesis, AccountId to, Ticker token, ulong amount) =>
        Sign(genesis, [this], new Operation.Transfer(Account, to, token, new(amount), null));

    /// <summary>A transaction of the first of these, signed by all of them.</summary>
    public static byte[] Sign(GenesisDocument genesis, IReadOnlyList<Customer> signers, params Operation[] operations)
    {
        Nonce.TryRead(RandomNumberGenerator.GetBytes(Nonce.Size), out var nonce);
        var validUntil = (ulong)(DateTimeOffset.UtcNow + Validity).ToUnixTimeMilliseconds();
        var unsigned = new UnsignedTransaction(
            genesis.Id, new(genesis.Network, signers[0].Account, nonce, new(validUntil), [.. operations], null));
        return unsigned.Attach(signers.Select(signer => signer.SignatureOver(unsigned.Id)));
    }

    private AccountSignature SignatureOver(TransactionId id)
    {
        Span<byte> signature = stackalloc byte[Schnorr.SignatureSize];
        Schnorr.TrySign(_secret, id.Value, RandomNumberGenerator.GetBytes(Schnorr.AuxiliarySize), signature);
        return Signature.TryRead(signature, out var read)
            ? new(Account, Key, read, Policy.OfOne(Key))
            : throw new InvalidOperationException("A signature has a fixed size.");
    }
}
