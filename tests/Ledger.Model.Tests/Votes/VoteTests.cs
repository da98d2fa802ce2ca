using Ledger.Model.Certificates;
using Ledger.Model.Encoding;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Model.Tests.Votes;

/// <summary>PROTOCOL 9.2 and 9.10.</summary>
public sealed class VoteTests
{
    [Fact]
    public void Votes_GoldenVectors_HaveTheseBytesDigestsAndSignatures()
    {
        foreach (var vector in ConsensusVectors.Of("votes"))
        {
            var reader = new FixedReader(vector.Hex("canonical"));
            var vote = Vote.Read(ref reader)!;
            Assert.True(reader.IsAtSoundEnd);
            Assert.Equal(vector.Text("kind"), vote.Kind.ToString().ToLowerInvariant());
            Assert.Equal(vector.Text("digest"), vote.DigestFor(ConsensusVectors.Network).ToString());
            Assert.True(Signature.TryRead(vector.Hex("signature"), out var signature));

            var signed = new SignedVote(vote, vector.GetProperty("signer").GetUInt16(), signature);

            Assert.True(ConsensusVectors.Verifier.IsSigned(signed));
            Assert.False(ConsensusVectors.Verifier.IsSigned(signed with { Signer = 99 }));
            var neighbour = (ushort)((signed.Signer + 1) % 4);
            Assert.False(ConsensusVectors.Verifier.IsSigned(signed with { Signer = neighbour }));
            Assert.Equal(vector.Hex("canonical"), signed.ToBytes()[..vote.Size]);
        }
    }

    [Fact]
    public void Status_GoldenVector_HasThisDigest()
    {
        var vector = ConsensusVectors.Single("status");

        var attestation = new StatusAttestation(
            new(vector.Hex("nonce")), new(vector.GetProperty("height").GetUInt64()), new(new(vector.Hex("block"))));

        Assert.Equal(vector.Text("digest"), attestation.DigestFor(ConsensusVectors.Network).ToString());
    }

    [Fact]
    public void Start_GoldenVector_HasThisDigest()
    {
        var vector = ConsensusVectors.Single("start");

        var start = new StartStatement(vector.GetProperty("counter").GetUInt64(), new Guid(vector.Hex("id")));

        Assert.Equal(vector.Text("digest"), start.DigestFor(ConsensusVectors.Network).ToString());
    }

    [Fact]
    public void Justifications_GoldenVectors_HaveTheseHashes()
    {
        foreach (var vector in ConsensusVectors.Of("justifications"))
        {
            var justification = new Justification(
                (SkipCertificate?)CertificateOf(vector.Hex("skip")),
                (NotarizationCertificate?)CertificateOf(vector.Hex("notarization")));

            Assert.Equal(vector.Text("hash"), justification.Hash().ToString());
        }
    }

    [Fact]
    public void Evidence_GoldenVectors_IsReadJudgedAndWrittenBack()
    {
        foreach (var vector in ConsensusVectors.Of("evidence"))
        {
            var bytes = vector.Hex("bytes");
            Assert.True(Evidence.TryRead(bytes, out var evidence), vector.Text("kind"));

            Assert.Equal(vector.Text("kind"), evidence!.Kind.ToString());
            Assert.True(ConsensusVectors.Verifier.IsSigned(evidence.First));
            Assert.True(ConsensusVectors.Verifier.IsSigned(evidence.Second));
            Assert.Equal(bytes, evidence.ToBytes());
            Assert.False(Evidence.TryRead([.. evidence.Second.ToBytes(), .. evidence.First.ToBytes()], out _));
            Assert.False(Evidence.TryRead(bytes.AsSpan(1), out _));
            Assert.False(Evidence.TryRead([.. evidence.First.ToBytes(), .. evidence.First.ToBytes()], out _));
        }
    }

    [Fact]
    public void TryFind_VotesOfTwoValidatorsOrHeights_AreNoEvidence()
    {
        foreach (var vector in ConsensusVectors.Of("evidence"))
        {
            Assert.True(Evidence.TryRead(vector.Hex("bytes"), out var evidence));
            var (one, other) = (evidence!.First, evidence.Second);

            Assert.False(Evidence.TryFind(one, other with { Signer = 77 }, out _));
            Assert.False(Evidence.TryFind(one, other with { Vote = other.Vote with { Height = new(8) } }, out _));
            Assert.True(Evidence.TryFind(other, one, out var reversed));
            Assert.Equal(evidence, reversed);
        }
    }

    [Theory]
    [InlineData(1, 1, 0, true)]
    [InlineData(0, 1, 0, false)]
    [InlineData(1, 0, 0, false)]
    [InlineData(1, 2, 2, false)]
    public void IsWellFormed_Notarize_NeedsHeightViewAndALowerParent(
        ulong height, uint view, uint parent, bool expected)
    {
        Assert.Equal(expected, new Notarize(new(height), new(view), new(parent), default).IsWellFormed);
        Assert.Equal(expected, new Propose(new(height), new(view), new(parent), default, default).IsWellFormed);
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(0, 1, false)]
    [InlineData(3, 2, false)]
    public void IsWellFormed_Nullify_NeedsARange(uint low, uint high, bool expected)
    {
        Assert.Equal(expected, new Nullify(new(1), new(low), new(high)).IsWellFormed);
    }

    [Fact]
    public void IsWellFormed_Attachment_IsThereExactlyForRangesAboveView1()
    {
        Assert.True(Certificate.TryRead(ConsensusVectors.Of("certificates")[0].Hex("bytes"), 4, out var certificate));
        var above = (NotarizationCertificate)certificate!;
        var second = new SignedVote(new Nullify(new(7), new(2), new(3)), 0, default);
        var first = new SignedVote(new Nullify(new(7), new(1), new(3)), 0, default);

        Assert.True(first.IsWellFormed);
        Assert.False((first with { Notarization = above }).IsWellFormed);
        Assert.False(second.IsWellFormed);
        Assert.True((second with { Notarization = above }).IsWellFormed);
        Assert.False((second with { Notarization = above with { Height = new(8) } }).IsWellFormed);
        Assert.False((second with { Vote = new Nullify(new(7), new(3), new(3)), Notarization = above }).IsWellFormed);
    }

    [Theory]
    [InlineData(VoteKind.Propose, 1)]
    [InlineData(VoteKind.Notarize, 2)]
    [InlineData(VoteKind.Nullify, 3)]
    [InlineData(VoteKind.Finalize, 4)]
    public void VoteKind_Numbers_AreFrozen(VoteKind kind, byte number) => Assert.Equal(number, (byte)kind);

    [Theory]
    [InlineData(EvidenceKind.TwoProposals, 1)]
    [InlineData(EvidenceKind.TwoNotarizations, 2)]
    [InlineData(EvidenceKind.FinalizedAndNullified, 3)]
    [InlineData(EvidenceKind.TwoFinalizations, 4)]
    [InlineData(EvidenceKind.FinalizedAnother, 5)]
    public void EvidenceKind_Numbers_AreFrozen(EvidenceKind kind, byte number) => Assert.Equal(number, (byte)kind);

    private static Certificate? CertificateOf(byte[] bytes) =>
        Certificate.TryRead(bytes, 4, out var certificate) ? certificate : null;
}
