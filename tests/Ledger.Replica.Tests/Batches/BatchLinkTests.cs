using Ledger.Replica.Batches;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Tests.Batches;

public sealed class BatchLinkTests
{
    private const ushort Peer = 3;

    private readonly Outbox _outbox = new();
    private readonly ReplicaEffects _effects = new();
    private readonly BatchLink _link = new(Peer, bytesMax: 1_000);

    public BatchLinkTests() => _outbox.Begin(Samples.Now, _effects);

    [Fact]
    public void Send_NotConnected_WaitsForTheConnection()
    {
        _link.Send(Samples.Batch(1), _outbox);
        Assert.Empty(_effects.Released);

        _link.Connect(_outbox);

        Assert.Equal([1UL], SentSequences());
    }

    [Fact]
    public void Connect_Again_NumbersWhatWasNotAcknowledgedAnew()
    {
        _link.Connect(_outbox);
        _link.Send(Samples.Batch(1), _outbox);
        _link.Send(Samples.Batch(2), _outbox);
        _link.Acknowledge(1);
        _effects.Clear();

        _link.Connect(_outbox);

        var again = Assert.Single(Sent());
        Assert.Equal((1UL, Samples.Batch(2).Id), (again.Sequence, again.Content.Id));
    }

    [Fact]
    public void Send_PeerNeverAcknowledges_KeepsNoMoreThanTheBound()
    {
        _link.Connect(_outbox);
        for (var number = 0; number < 100; number++)
            _link.Send(Samples.Batch(number), _outbox);

        Assert.InRange(_link.UnacknowledgedBytes, 1, 1_000);
    }

    [Fact]
    public void Receive_Gap_IsNotAcknowledged()
    {
        _link.Receive(1, _outbox);
        _link.Receive(3, _outbox);

        var acknowledged = Assert.IsType<ReleasedEffect.Send>(Assert.Single(_effects.Released));
        Assert.Equal(new PeerMessage.BatchAcknowledged(1), acknowledged.Message);
    }

    [Fact]
    public void Offer_SomethingUnacknowledged_SendsThatOnceMore()
    {
        _link.Connect(_outbox);
        _link.Send(Samples.Batch(1), _outbox);
        _effects.Clear();

        _link.Offer(Samples.Batch(2), _outbox);

        Assert.Equal(Samples.Batch(1).Id, Assert.Single(Sent()).Content.Id);
    }

    private IEnumerable<ulong> SentSequences() => Sent().Select(batch => batch.Sequence);

    private IEnumerable<PeerMessage.Batch> Sent() => _effects.Released
        .OfType<ReleasedEffect.Send>()
        .Select(send => send.Message)
        .OfType<PeerMessage.Batch>();
}
