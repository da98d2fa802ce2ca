using System.Collections.Immutable;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Cryptography.Secp256k1;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Genesis;
using Ledger.Model.Logins;
using Ledger.Model.Policies;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Operation = Ledger.Model.Transactions.Operation;
using Policy = Ledger.Model.Policies.Policy;
using Signature = Ledger.Model.Values.Signature;
using TransactionBody = Ledger.Model.Transactions.TransactionBody;
using WalletClient = Ledger.Contracts.V1.Wallet.WalletClient;

namespace Ledger.Api.Tests.Networks;

/// <summary>A customer with one key, who has been paid and has not signed before, unless said otherwise.</summary>
internal sealed class Customer
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(Schnorr.SecretKeySize);
    private readonly GenesisDocument _genesis;

    public Customer(GenesisDocument genesis)
    {
        _genesis = genesis;
        var key = new byte[Schnorr.PublicKeySize];
        Assert.True(Schnorr.TryGetPublicKey(_secret, key));
        Key = new(SignatureScheme.Schnorr, 0, new(key));
    }

    public PublicKey Key { get; }

    public Policy Policy => Policy.OfOne(Key);

    public AccountId Account => PolicyCodec.AccountOf(Policy);

    public ByteString AccountBytes => ByteString.CopyFrom(Account.Value.ToArray());

    public static Nonce NewNonce()
    {
        Nonce.TryRead(RandomNumberGenerator.GetBytes(Nonce.Size), out var nonce);
        return nonce;
    }

    public TransactionBody Body(params ImmutableArray<Operation> operations) => new(
        _genesis.Network,
        Account,
        NewNonce(),
        new((ulong)DateTimeOffset.UtcNow.AddMinutes(2).ToUnixTimeMilliseconds()),
        operations,
        null);

    public Operation.Transfer Send(AccountId to, ulong amount, Ticker? token = null) =>
        new(Account, to, token ?? TestNetwork.Miles, new(amount), null);

    public AccountSignature Sign(Digest message) =>
        new(Account, Key, SignRaw(message), Policy);

    public Signature SignRaw(Digest message)
    {
        var bytes = new byte[Signature.Size];
        Assert.True(Schnorr.TrySign(_secret, message, RandomNumberGenerator.GetBytes(Schnorr.AuxiliarySize), bytes));
        Signature.TryRead(bytes, out var signature);
        return signature;
    }

    /// <summary>A transaction that only this customer signs, in canonical bytes.</summary>
    public byte[] Sign(params ImmutableArray<Operation> operations) => Sign(Body(operations));

    public byte[] Sign(TransactionBody body)
    {
        var unsigned = new UnsignedTransaction(_genesis.Id, body);
        return unsigned.Attach([Sign(unsigned.Id.Value)]);
    }

    /// <param name="change">Signs something else than was asked.</param>
    public LoginRequest Answer(
        GetLoginChallengeResponse challenge,
        Func<LoginChallenge, LoginChallenge>? change = null,
        NetworkId? network = null)
    {
        Nonce.TryRead(challenge.Nonce.Span, out var nonce);
        var signed = new LoginChallenge(new(challenge.Node.Span), Account, new(challenge.ExpiresAtMs), nonce);
        var digest = (change?.Invoke(signed) ?? signed).DigestFor(network ?? _genesis.Id);
        return new()
        {
            Account = AccountBytes,
            Nonce = challenge.Nonce,
            ExpiresAtMs = challenge.ExpiresAtMs,
            Seal = challenge.Seal,
            Signatures = { ToMessage(Sign(digest)) },
        };
    }

    /// <summary>Metadata of calls about the customer's own account.</summary>
    public async Task<Metadata> LoginAsync(WalletClient wallet)
    {
        var challenge = await wallet.GetLoginChallengeAsync(new() { Account = AccountBytes });
        var login = await wallet.LoginAsync(Answer(challenge));
        return new() { { "authorization", $"Bearer {login.Pass}" } };
    }

    public static Contracts.V1.Signature ToMessage(AccountSignature signature)
    {
        var key = new byte[signature.Key.Size];
        signature.Key.CopyTo(key);
        return new()
        {
            Account = ByteString.CopyFrom(signature.Account.Value.ToArray()),
            PublicKey = ByteString.CopyFrom(key),
            Scheme = (uint)signature.Key.Scheme,
            Signature_ = ByteString.CopyFrom(signature.Signature.ToArray()),
            Policy = signature.Policy is { } policy ? ByteString.CopyFrom(PolicyCodec.Encode(policy)) : ByteString.Empty,
        };
    }
}
