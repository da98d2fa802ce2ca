using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Model.Genesis;
using Ledger.Replica.Ports;
using Ledger.Replication.Queues;
using Ledger.Replication.Rejoining;
using Ledger.Replication.Sessions;

namespace Ledger.Replication.Tests.Sessions;

/// <summary>One session without a network; the test is the peer, validator 2.</summary>
public sealed class PeerSessionTests : IReplicaInbox, IAsyncDisposable
{
    private static readonly BulkEnvelope LastRequest = new() { BlocksRequest = new() { FromHeight = 1, Count = 1 } };

    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(30));
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PeerRates _rates = new();
    private readonly PeerSession _session;
    private readonly Duplex<BulkEnvelope> _ownBulk;
    private readonly Duplex<BulkEnvelope> _bulk;
    private Task _running = Task.CompletedTask;

    public PeerSessionTests()
    {
        var wire = new PeerWire(Sample.Network, Sample.Codec, new Parameters(), Sample.ValidatorsOf);
        var store = new MemoryBlocks(Sample.CertifiedBlock(1), Sample.CertifiedBlock(2));
        var tips = new TipExchange(wire.Status, store, statement => Sample.Attest(1, statement));
        _session = new(2, wire, store, this, tips, _rates);
        (_ownBulk, _bulk) = MemoryStreams.Create<BulkEnvelope>();
    }

    [Fact]
    public async Task SendBlocks_AgainBeforeTheFirstWasServed_IsNotHeard()
    {
        _session.SendBlocks(new(1), 1);
        _session.SendBlocks(new(2), 1);
        _session.Send(new PeerMessage.BatchAcknowledged(1));
        Run();

        Assert.Equal(BulkEnvelope.ContentOneofCase.Blocks, (await NextAsync()).ContentCase);
        Assert.Equal(1UL, (await NextAsync()).BatchAcknowledged);
        _session.SendBlocks(new(2), 1);
        Assert.Equal(BulkEnvelope.ContentOneofCase.Blocks, (await NextAsync()).ContentCase);
    }

    [Fact]
    public async Task StatusRequest_Flood_IsAnsweredAtALimitedRate()
    {
        const int Requests = 1_000;
        var request = new StatusRequest { Nonce = ByteString.CopyFrom(new byte[32]) };
        Run();

        for (var count = 0; count < Requests; count++)
            await _bulk.WriteAsync(new() { StatusRequest = request }, _deadline.Token);
        await _bulk.WriteAsync(LastRequest, _deadline.Token);
        await _received.Task.WaitAsync(_deadline.Token);
        _session.Send(new PeerMessage.BatchAcknowledged(1));

        var answers = 0;
        while ((await NextAsync()).ContentCase == BulkEnvelope.ContentOneofCase.StatusAttestation)
            answers++;
        Assert.InRange(answers, 1, Requests / 2);
    }

    [Fact]
    public async Task StatusRequest_NonceOfAnotherLength_EndsTheSession()
    {
        Run();

        await _bulk.WriteAsync(
            new() { StatusRequest = new() { Nonce = ByteString.CopyFrom(new byte[31]) } }, _deadline.Token);

        await Assert.ThrowsAsync<PeerFaultException>(() => _running.WaitAsync(_deadline.Token));
    }

    public ValueTask PostAsync(ReplicaInput input, CancellationToken cancellationToken)
    {
        _received.TrySetResult();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _deadline.CancelAsync();
        await Attempt.CatchAsync(() => _running);
        _rates.Dispose();
        _deadline.Dispose();
    }

    private void Run() => _running = _session.RunAsync(
        MemoryStreams.Create<ConsensusEnvelope>().One, _ownBulk, _deadline.Token);

    private Task<BulkEnvelope> NextAsync() => _bulk.ReadAsync(_deadline.Token);
}
