using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Secp256k1;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Genesis;
using Ledger.Model.Policies;
using Ledger.Model.Rates;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Model.Tests.Transactions;

/// <summary>Small things to make transactions of, each named by the text that it is derived from.</summary>
internal static class Sample
{
    public const string NetworkName = "testnet";

    public static readonly NetworkId Network = new(Digest("network"));
    public static readonly Ticker Beans = Ticker("BEANS");
    public static readonly Ticker Miles = Ticker("MILES");

    /// <summary>Two taken for three given, with a fee.</summary>
    public static readonly RateTerms Terms = new(
        new(2, 3, FeePerMillion: 5_000),
        FeeAccount: Account("carol"),
        GivenMin: new(10),
        GivenMax: new(1_000),
        Corridor: new(100_000),
        CorridorPerAccount: new(2_000),
        PositionMax: new(1_000_000),
        ValidFrom: new(86_400_000),
        ValidUntil: new(172_800_000),
        Notice: 3_600_000);

    public static TransactionCodec Codec(Parameters? limits = null) =>
        new(Network, NetworkName, limits ?? new Parameters());

    public static Digest Digest(string text) => Sha256.Hash(System.Text.Encoding.UTF8.GetBytes(text));

    public static Ticker Ticker(string text) =>
        Model.Values.Ticker.TryParse(text, out var ticker) ? ticker : throw new ArgumentException("No ticker.", nameof(text));

    /// <summary>The Schnorr key whose secret is the digest of the name.</summary>
    public static PublicKey Signer(string name)
    {
        var bytes = new byte[Schnorr.PublicKeySize];
        Assert.True(Schnorr.TryGetPublicKey(Digest(name).ToArray(), bytes));
        return new(SignatureScheme.Schnorr, 0, new(bytes));
    }

    /// <summary>A key of the right form that need not be on its curve.</summary>
    public static PublicKey Key(string name, SignatureScheme scheme = SignatureScheme.Schnorr) =>
        new(scheme, scheme == SignatureScheme.Schnorr ? (byte)0 : (byte)2, Digest(name));

    public static Policy Policy(string name) => Model.Policies.Policy.OfOne(Signer(name));

    public static AccountId Account(string name) => PolicyCodec.AccountOf(Policy(name));

    public static AccountSignature Signature(string name, bool withPolicy = false) => new(
        Account(name), Signer(name), new(Digest(name + " r"), Digest(name + " s")), withPolicy ? Policy(name) : null);

    public static Operation.Transfer Transfer(string from = "alice", string to = "bob", ulong amount = 7) =>
        new(Account(from), Account(to), Beans, new(amount), null);

    public static TransactionBody Body(params ImmutableArray<Operation> operations) => new(
        NetworkName,
        Account("alice"),
        new(1),
        new(1_700_000_000_000),
        operations.IsEmpty ? [Transfer()] : operations,
        null);

    public static byte[] Signed(TransactionBody body, params AccountSignature[] signatures) =>
        new UnsignedTransaction(Network, body).Attach(signatures.Length == 0 ? [Signature("alice")] : signatures);

    public static TokenDefinition Token(string ticker = "BEANS") => new(
        Ticker(ticker),
        Issuer: 3,
        Name: "Coffee Beans",
        Scale: 2,
        Treasury: Account(ticker + " treasury"),
        SupplyMax: new(1_000_000_000),
        new(Granularity.Month, 12),
        new(
            new(Transferability.Free, Mutability.Locked),
            new(30, Mutability.TightenableOnly),
            new(false, Mutability.Locked),
            new(true, Mutability.ChangeableWithNotice)),
        Minter: Account(ticker + " minter"),
        MintPerDayMax: new(50_000),
        RedeemNeedsIssuer: true,
        new("https://beans.example/terms", Digest("terms")),
        Logo: null);
}
