using Ledger.Consensus.Messages;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Replication.Queues;

namespace Ledger.Replication.Tests.Queues;

public sealed class UrgentQueueTests
{
    private readonly UrgentQueue _queue = new();

    [Fact]
    public async Task Add_SameKindAndHeight_KeepsTheNewerInTheOldersPlace()
    {
        _queue.Add(Request(height: 1, view: 1));
        _queue.Add(Request(height: 2, view: 1));
        _queue.Add(Request(height: 1, view: 2));

        Assert.Equal([Request(1, 2), Request(2, 1)], await TakeAsync(2));
    }

    [Fact]
    public async Task Add_OtherKindOfVoteOfOneHeight_KeepsBoth()
    {
        var notarize = Of(new ConsensusMessage.Voted(Sample.Notarize()));
        var finalize = Of(new ConsensusMessage.Voted(
            Sample.Sign(1, new Model.Votes.Finalize(Sample.Height, View.First, Sample.Block))));

        _queue.Add(notarize);
        _queue.Add(finalize);

        Assert.Equal([notarize, finalize], await TakeAsync(2));
    }

    [Fact]
    public async Task Add_StatusOfALaterHeight_ReplacesTheEarlier()
    {
        var later = Of(new ConsensusMessage.Status(new(2), View.First, View.None));

        _queue.Add(Of(new ConsensusMessage.Status(new(1), View.First, View.None)));
        _queue.Add(later);
        _queue.Add(Request(1, 1));

        Assert.Equal([later, Request(1, 1)], await TakeAsync(2));
    }

    [Fact]
    public async Task Add_BeyondTheBound_DropsTheOldest()
    {
        for (var height = 1UL; height <= ReplicationLimits.UrgentMessagesMax + 1; height++)
            _queue.Add(Request(height, 1));

        var taken = await TakeAsync(ReplicationLimits.UrgentMessagesMax);

        Assert.Equal(2UL, taken[0].Message.Height.Value);
        Assert.Equal((ulong)ReplicationLimits.UrgentMessagesMax + 1, taken[^1].Message.Height.Value);
    }

    private static PeerMessage.Consensus Of(ConsensusMessage message) => new(message);

    private static PeerMessage.Consensus Request(ulong height, uint view) =>
        Of(new ConsensusMessage.GetProposal(new(height), new(view)));

    private async Task<List<PeerMessage.Consensus>> TakeAsync(int count)
    {
        var taken = new List<PeerMessage.Consensus>();
        while (taken.Count < count)
            taken.Add(await _queue.TakeAsync(CancellationToken.None));
        return taken;
    }
}
