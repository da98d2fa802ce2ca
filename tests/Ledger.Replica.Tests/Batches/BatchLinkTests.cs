using Ledger.Replica.Batches;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Tests.Batches;

public sealed class BatchLinkTests
{
    private const ushort Peer = 3;

    private readonly Outbox _outbox = new();
    private readonly ReplicaEffects _effects = new();
    private readonly BatchLink _link = new(Peer, bytesMax: 4_000, underwayBytesMax: 1_000);

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
        _link.Acknowledge(1, _outbox);
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

        Assert.InRange(_link.UnacknowledgedBytes, 1, 4_000);
    }

    // A session that begins with all of it would keep the peer's other bulk waiting, and might end for it.
    [Fact]
    public void Connect_WithMuchThatIsNotAcknowledged_SendsALittleAndTheRestAsItIsAcknowledged()
    {
        var batches = Enumerable.Range(0, 10).Select(number => Samples.Batch(number)).ToList();
        foreach (var batch in batches)
            _link.Send(batch, _outbox);

        _link.Connect(_outbox);
        Assert.InRange(Sent().Sum(sent => sent.Content.Bytes), 1, 1_000);
        for (var sequence = 1UL; sequence <= 10; sequence++)
            _link.Acknowledge(sequence, _outbox);

        Assert.Equal(Enumerable.Range(1, 10).Select(sequence => (ulong)sequence), SentSequences());
        Assert.Equal(batches.Select(batch => batch.Id), Sent().Select(sent => sent.Content.Id));
        Assert.Equal(0, _link.UnacknowledgedBytes);
    }

    [Fact]
    public void Send_PeerNeverAcknowledges_NumbersWhatItSendsWithoutAGap()
    {
        _link.Connect(_outbox);

        for (var number = 0; number < 100; number++)
            _link.Send(Samples.Batch(number), _outbox);

        var sequences = SentSequences().ToList();
        Assert.Equal(Enumerable.Range(1, sequences.Count).Select(sequence => (ulong)sequence), sequences);
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
