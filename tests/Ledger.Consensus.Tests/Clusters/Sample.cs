using System.Collections.Immutable;
using Ledger.Consensus.Views;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Clusters;

/// <summary>
/// A network whose signatures are cheap: a hash of key and digest, which anybody could forge and nobody does.
/// </summary>
internal static class Sample
{
    public static readonly NetworkId Network = new(Hash("network"));

    public static readonly BlockHash GenesisBlock = new(Hash("genesis"));

    public static readonly Timestamp Start = new(1_700_000_000_000);

    public static readonly ValidatorSet Four = Validators(4);

    public static Digest Hash(string text) => Sha256.Hash(System.Text.Encoding.UTF8.GetBytes(text));

    public static BlockHash Block(string name) => new(Hash(name));

    public static ValidatorSet Validators(int count)
    {
        var validators = Enumerable.Range(0, count).Select(index => new Validator((ushort)index, Hash($"key {index}")));
        Invariant.That(ValidatorSet.TryCreate(validators, out var set));
        return set!;
    }

    public static Tip GenesisTip(ValidatorSet validators) =>
        new(Height.Genesis, GenesisBlock, Proposer: 0, Streak: 0, Start, Certificate: null, validators);

    public static Header HeaderOn(Tip tip, View view, ushort proposer, string content = "") => new()
    {
        Network = Network,
        Height = tip.Height.Next,
        CreatedView = view,
        Proposer = proposer,
        Streak = LeaderSchedule.StreakOf(tip, proposer),
        Time = new(tip.Time.Milliseconds + 1),
        Parent = tip.Block,
        ParentCertificateHash = tip.Certificate?.Hash() ?? Digest.Zero,
        TransactionRoot = Hash(content),
        TransactionCount = 0,
        EvidenceRoot = Digest.Zero,
        ValidatorsHash = tip.Validators.Hash,
        NextValidatorsHash = tip.Validators.Hash,
        StateRoot = Digest.Zero,
        OutcomeRoot = Digest.Zero,
        HistoryRoot = Digest.Zero,
    };

    public static Tip TipOf(Header header, FinalityCertificate certificate, ValidatorSet validators) =>
        new(header.Height, header.Hash(), header.Proposer, header.Streak, header.Time, certificate, validators);

    public static SignedVote Signed(Vote vote, ushort signer) =>
        new(vote, signer, Sign(Hash($"key {signer}"), vote.DigestFor(Network)));

    public static bool Verify(Digest key, Digest message, Signature signature) => signature == Sign(key, message);

    public static VoteVerifier Verifier(ValidatorSet validators) => new(Network, _ => validators, Verify);

    public static NotarizationCertificate Notarization(
        uint view, uint parent, BlockHash block, ulong height = 1, ValidatorSet? validators = null, int? signers = null)
    {
        var vote = new Notarize(new(height), new(view), new(parent), block);
        return new(vote.Height, vote.View, vote.Parent, block, Signatures(_ => vote, validators ?? Four, signers));
    }

    public static FinalityCertificate Finality(
        uint view, BlockHash block, ulong height = 1, ValidatorSet? validators = null, int? signers = null)
    {
        var vote = new Finalize(new(height), new(view), block);
        return new(vote.Height, vote.View, block, Signatures(_ => vote, validators ?? Four, signers));
    }

    /// <summary>A skip certificate whose signers, in order, nullified these ranges.</summary>
    public static SkipCertificate Skip(
        uint view, NotarizationCertificate? above, params (uint Low, uint High)[] ranges) =>
        SkipAt(new(1), new(view), Four, above, ranges);

    public static SkipCertificate SkipAt(
        Height height,
        View view,
        ValidatorSet validators,
        NotarizationCertificate? above,
        params (uint Low, uint High)[] ranges)
    {
        var nullified = ranges.Select(range => new NullifiedRange(new(range.Low), new(range.High))).ToImmutableArray();
        var signatures = Signatures(
            ordinal => new Nullify(height, nullified[ordinal].Low, nullified[ordinal].High), validators, ranges.Length);
        return new(height, view, signatures, nullified, above);
    }

    public static Proposal Propose(
        Header header,
        uint view,
        uint parent,
        Justification justification,
        ushort signer,
        FinalityCertificate? certificate = null)
    {
        var claim = new Propose(header.Height, new(view), new(parent), header.Hash(), justification.Hash());
        return new(Signed(claim, signer))
        {
            Justification = justification,
            Header = header,
            ParentCertificate = certificate,
        };
    }

    private static QuorumSignatures Signatures(Func<int, Vote> voteOf, ValidatorSet validators, int? signers)
    {
        var count = signers ?? validators.Quorum;
        var bitmap = SignerBitmap.Empty(validators.Count);
        var signatures = ImmutableArray.CreateBuilder<Signature>(count);
        for (var position = 0; position < count; position++)
        {
            bitmap = bitmap.With(position);
            signatures.Add(Signed(voteOf(position), validators[position].Index).Signature);
        }

        return new(bitmap, signatures.ToImmutable());
    }

    private static Signature Sign(Digest key, Digest message) =>
        new(message, Sha256.Hash([.. key.ToArray(), .. message.ToArray()]));
}
