using Ledger.Consensus.Messages;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Replication.Membership;

namespace Ledger.Replication.Tests.Membership;

public sealed class HeardVotesTests
{
    private readonly HeardVotes _heard = new();

    [Fact]
    public void Of_AValidator_HasTheLastOfEachKindAtTheHighestHeight()
    {
        Hear(new Finalize(new(6), View.First, Sample.Block));
        Hear(new Notarize(new(7), new(2), View.None, Sample.Block));
        Hear(new Notarize(new(7), View.First, View.None, Sample.Block));
        Hear(new Nullify(new(7), View.First, View.First));
        Hear(new Nullify(new(7), View.First, new(3)));
        Hear(new Finalize(new(5), View.First, Sample.Block));

        Vote[] expected = [new Notarize(new(7), new(2), View.None, Sample.Block), new Nullify(new(7), View.First, new(3))];
        Assert.Equal(expected, _heard.Of(1).Select(vote => vote.Vote));
        Assert.Empty(_heard.Of(2));
    }

    [Fact]
    public void Of_WhoContradictsItself_HasNoMoreThanOneOfEachKind()
    {
        for (byte block = 0; block < 10; block++)
            Hear(new Notarize(new(7), View.First, View.None, new(Sample.Hash($"{block}"))));

        Assert.Single(_heard.Of(1));
    }

    [Fact]
    public void Recall_OfAChain_HasTheVotesInItsCertificates()
    {
        var last = Sample.CertifiedBlock(2);

        _heard.Recall(new MemoryBlocks(Sample.CertifiedBlock(1), last), Sample.ValidatorsOf);

        Assert.Equal([last.Certificate.VoteOf(0)], _heard.Of(1).Select(vote => vote.Vote));
        Assert.Empty(_heard.Of(4));
    }

    private void Hear(Vote vote) =>
        _heard.Hear(new PeerMessage.Consensus(new ConsensusMessage.Voted(Sample.Sign(1, vote))));
}
