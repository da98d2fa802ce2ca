using Ledger.Consensus.Messages;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Replication.Verification;

namespace Ledger.Replication.Tests.Verification;

public sealed class MessageJudgeTests
{
    private readonly MessageJudge _judge = new(Sample.Network, Sample.ValidatorsOf);

    [Fact]
    public async Task Judge_OwnVoteOfThePeer_Passes() =>
        Assert.NotNull(await _judge.JudgeAsync(1, Voted(Sample.Notarize(signer: 1))));

    [Fact]
    public async Task Judge_VoteOfAnotherValidator_IsRefused() =>
        Assert.Null(await _judge.JudgeAsync(2, Voted(Sample.Notarize(signer: 1))));

    [Fact]
    public async Task Judge_VoteUnderAnothersSignature_IsRefused() =>
        Assert.Null(await _judge.JudgeAsync(2, Voted(Sample.Notarize(signer: 1) with { Signer = 2 })));

    [Fact]
    public async Task Judge_CertificateWithOneWrongSignature_IsRefusedEvenAfterTheRightOne()
    {
        var right = Sample.Notarization();
        var signatures = right.Signatures.Signatures;
        var wrong = right with { Signatures = new(right.Signatures.Signers, signatures.SetItem(0, signatures[1])) };

        Assert.NotNull(await _judge.JudgeAsync(1, Certified(right)));
        Assert.Null(await _judge.JudgeAsync(1, Certified(wrong)));
        Assert.NotNull(await _judge.JudgeAsync(1, Certified(right)));
    }

    [Fact]
    public async Task Judge_BatchWithAForgedTransaction_IsRefused()
    {
        var good = new PeerMessage.Batch(1, Sample.Batch(Sample.Transaction(1)));
        var bad = new PeerMessage.Batch(2, Sample.Batch(Sample.Transaction(1), Sample.Transaction(2, isForged: true)));

        Assert.NotNull(await _judge.JudgeAsync(1, good));
        Assert.Null(await _judge.JudgeAsync(1, bad));
    }

    [Fact]
    public async Task Judge_BlocksOfWhichAMiddleOneIsNotCertified_GivesThoseBelow()
    {
        var uncertified = Sample.CertifiedBlock(4) with { Certificate = Sample.Finality(new(4), Sample.Block) };
        var tampered = uncertified.Certificate with { Block = uncertified.Block.Hash };
        var blocks = new PeerMessage.Blocks(
            [Sample.CertifiedBlock(3), uncertified with { Certificate = tampered }, Sample.CertifiedBlock(5)]);

        var judged = await _judge.JudgeAsync(1, blocks);

        Assert.Equal(3UL, Assert.Single(((PeerMessage.Blocks)judged!.Value.Value).Items).Block.Height.Value);
    }

    [Fact]
    public async Task Judge_EvidenceThatTheCulpritNeverSigned_IsRefused()
    {
        var other = new Notarize(Sample.Height, View.First, View.None, new(Sample.Hash("other")));
        Assert.True(Evidence.TryFind(Sample.Notarize(1), Sample.Sign(2, other) with { Signer = 1 }, out var evidence));

        Assert.Null(await _judge.JudgeAsync(2, new PeerMessage.Accused(evidence!)));
    }

    private static PeerMessage.Consensus Voted(SignedVote vote) => new(new ConsensusMessage.Voted(vote));

    private static PeerMessage.Consensus Certified(Model.Certificates.Certificate certificate) =>
        new(new ConsensusMessage.Certified(certificate));
}
