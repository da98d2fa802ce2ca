using System.Collections.Immutable;
using System.Text;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Secp256k1;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Genesis;
using Ledger.Model.Policies;
using Ledger.Model.Transactions;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Batches;
using Ledger.Replication.Membership;

namespace Ledger.Replication.Tests;

/// <summary>
/// A network of four validators, 1 to 4, and things that they and their customers have really signed.
/// </summary>
internal static class Sample
{
    public const string NetworkName = "testnet";

    public static readonly NetworkId Network = new(Hash("network"));
    public static readonly Height Height = new(7);
    public static readonly BlockHash Block = new(Hash("block"));

    public static readonly TransactionCodec Codec = new(Network, NetworkName, new Parameters());

    public static readonly ValidatorSet Validators =
        ValidatorSet.TryCreate(new ushort[] { 1, 2, 3, 4 }.Select(ValidatorAt), out var set)
            ? set!
            : throw new InvalidOperationException();

    /// <summary>The set of every height but one far above, of which nothing is known.</summary>
    public static ValidatorSet? ValidatorsOf(Height height) => height.Value < 1_000 ? Validators : null;

    public static Digest Hash(string text) => Sha256.Hash(Encoding.UTF8.GetBytes(text));

    public static SignedVote Sign(ushort signer, Vote vote) =>
        new(vote, signer, SignatureOf($"v{signer}", vote.DigestFor(Network)));

    public static Signature Attest(ushort signer, StatusAttestation statement) =>
        SignatureOf($"v{signer}", statement.DigestFor(Network));

    public static AnnouncedStart Start(ushort signer, ulong counter, params Guid[] earlier)
    {
        var statement = new StartStatement(counter, Guid.NewGuid());
        var signature = SignatureOf($"v{signer}", statement.DigestFor(Network));
        return new(new(counter, statement.Id, signature), [.. earlier]);
    }

    public static SignedVote Notarize(ushort signer = 1, uint view = 1) =>
        Sign(signer, new Notarize(Height, new(view), View.None, Block));

    public static NotarizationCertificate Notarization(uint view = 1) => new(
        Height, new(view), View.None, Block, Quorum(signer => Notarize(signer, view)));

    public static FinalityCertificate Finality(Height height, BlockHash block) => new(
        height, View.First, block, Quorum(signer => Sign(signer, new Finalize(height, View.First, block))));

    public static SkipCertificate Skip() => new(
        Height,
        View.First,
        Quorum(signer => Sign(signer, new Nullify(Height, View.First, View.First))),
        [.. Enumerable.Repeat(new NullifiedRange(View.First, View.First), 3)],
        Notarization: null);

    public static Header Header(ulong height) => new()
    {
        Network = Network,
        Height = new(height),
        CreatedView = View.First,
        Proposer = 1,
        Streak = 1,
        Time = new(1_700_000_000_000),
        Parent = new(Hash("parent")),
        ParentCertificateHash = Digest.Zero,
        TransactionRoot = Hash("transactions"),
        TransactionCount = 1,
        EvidenceRoot = Hash("evidence"),
        ValidatorsHash = Validators.Hash,
        NextValidatorsHash = Validators.Hash,
        StateRoot = Hash("state"),
        OutcomeRoot = Hash("outcomes"),
        HistoryRoot = Hash("history"),
    };

    /// <summary>Signed and certified, but nobody could execute it.</summary>
    public static CertifiedBlock CertifiedBlock(ulong height)
    {
        var block = new Block(Header(height), parentCertificate: null, [Transaction((uint)height)]);
        return new(block, Finality(block.Height, block.Hash));
    }

    /// <param name="number">Transactions of different numbers differ.</param>
    /// <param name="isForged">Signed with another key than the one it carries.</param>
    public static Transaction Transaction(uint number, bool isForged = false)
    {
        var key = new PublicKey(SignatureScheme.Schnorr, 0, KeyOf("alice"));
        var policy = Policy.OfOne(key);
        var account = PolicyCodec.AccountOf(policy);
        var body = new TransactionBody(
            NetworkName,
            account,
            new(number),
            new(1_700_000_000_000),
            [new Operation.Transfer(account, new(Hash("bob")), Beans(), new(7), null)],
            null);
        var unsigned = new UnsignedTransaction(Network, body);
        var signature = SignatureOf(isForged ? "mallory" : "alice", unsigned.Id.Value);
        var bytes = unsigned.Attach([new(account, key, signature, policy)]);
        Assert.True(Codec.TryDecode(bytes, out var transaction, out _));
        return transaction;
    }

    public static TransactionBatch Batch(params ImmutableArray<Transaction> transactions) =>
        TransactionBatch.TryCreate(transactions, out var batch)
            ? batch!
            : throw new ArgumentException("No batch.", nameof(transactions));

    private static Validator ValidatorAt(ushort index) => new(index, KeyOf($"v{index}"));

    private static Ticker Beans() =>
        Ticker.TryParse("BEANS", out var ticker) ? ticker : throw new InvalidOperationException();

    private static QuorumSignatures Quorum(Func<ushort, SignedVote> vote) => new(
        SignerBitmap.Empty(4).With(0).With(1).With(2),
        [.. new ushort[] { 1, 2, 3 }.Select(signer => vote(signer).Signature)]);

    private static Digest KeyOf(string name)
    {
        var key = new byte[Schnorr.PublicKeySize];
        Assert.True(Schnorr.TryGetPublicKey(Hash(name).ToArray(), key));
        return new(key);
    }

    private static Signature SignatureOf(string name, Digest message)
    {
        var bytes = new byte[Signature.Size];
        Assert.True(Schnorr.TrySign(Hash(name).ToArray(), message, new byte[Schnorr.AuxiliarySize], bytes));
        return Signature.TryRead(bytes, out var signature) ? signature : throw new InvalidOperationException();
    }
}
