using System.Buffers.Binary;
using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Model.Genesis;
using Ledger.Replica.Ports;
using Ledger.Replication.Queues;
using Ledger.Replication.Rejoining;
using Ledger.Replication.Sessions;
using Ledger.Replication.Wire;

namespace Ledger.Replication.Tests.Sessions;

/// <summary>How fast one session takes bulk; the test is the peer, validator 2.</summary>
public sealed class BulkRateTests : IAsyncDisposable
{
    private const int PieceBytes = 1024 * 1024;

    /// <summary>Pieces that may come at once, and those beyond them, which take four seconds.</summary>
    private const int PiecesAtOnce = 30, PiecesAfter = 18;

    private static readonly BulkEnvelope Piece = OfUnknownHeight();

    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(30));
    private readonly PeerRates _rates = new();
    private readonly PeerRates _otherRates = new();
    private readonly List<Task> _running = [];

    [Fact]
    public async Task Bulk_BeyondWhatMayComeAtOnce_WaitsUnlessItWasAskedFor()
    {
        var unasked = new Inbox();
        var asked = new Inbox();
        await RunAsync(unasked, _rates, requests: 0);
        await unasked.Begun.WaitAsync(_deadline.Token);
        await RunAsync(asked, _otherRates, requests: 5);

        await asked.Ended.WaitAsync(_deadline.Token);

        Assert.False(unasked.Ended.IsCompleted);
    }

    [Fact]
    public async Task Bulk_InANewSessionOfThePeer_HasNoNewAllowance()
    {
        var first = new Inbox();
        var second = new Inbox();
        var asked = new Inbox();
        await RunAsync(first, _rates, requests: 0);
        await first.Begun.WaitAsync(_deadline.Token);
        await RunAsync(second, _rates, requests: 0);
        await RunAsync(asked, _otherRates, requests: 5);

        await asked.Ended.WaitAsync(_deadline.Token);

        Assert.False(second.Begun.IsCompleted);
    }

    public async ValueTask DisposeAsync()
    {
        await _deadline.CancelAsync();
        foreach (var session in _running)
            await Attempt.CatchAsync(() => session);
        _rates.Dispose();
        _otherRates.Dispose();
        _deadline.Dispose();
    }

    private async Task RunAsync(Inbox inbox, PeerRates rates, int requests)
    {
        var wire = new PeerWire(Sample.Network, Sample.Codec, new Parameters(), Sample.ValidatorsOf);
        var store = new MemoryBlocks();
        var tips = new TipExchange(wire.Status, store, statement => Sample.Attest(1, statement));
        var session = new PeerSession(2, wire, store, inbox, tips, rates);
        var (own, peers) = MemoryStreams.Create<BulkEnvelope>();
        for (var count = 0; count < requests; count++)
            session.Send(new PeerMessage.GetBlocks(new(1), 1));
        for (var count = 0; count < PiecesAtOnce + PiecesAfter; count++)
        {
            if (count == PiecesAtOnce)
                await peers.WriteAsync(new() { BatchAcknowledged = Inbox.First }, _deadline.Token);
            await peers.WriteAsync(Piece, _deadline.Token);
        }

        await peers.WriteAsync(new() { BatchAcknowledged = Inbox.Last }, _deadline.Token);
        _running.Add(session.RunAsync(MemoryStreams.Create<ConsensusEnvelope>().One, own, _deadline.Token));
    }

    // A block with a certificate of a height whose validators nobody knows: dropped without blame.
    private static BulkEnvelope OfUnknownHeight()
    {
        var certificate = new byte[PieceBytes];
        BinaryPrimitives.WriteUInt64BigEndian(certificate.AsSpan(1), 1_000_000);
        var block = BlockWire.Encode(Sample.CertifiedBlock(1).Block);
        return new()
        {
            Blocks = new()
            {
                Blocks = { new CertifiedPeerBlock { Block = block, Certificate = ByteString.CopyFrom(certificate) } },
            },
        };
    }

    private sealed class Inbox : IReplicaInbox
    {
        public const ulong First = 1, Last = 2;

        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>What may come at once has come.</summary>
        public Task Begun => _begun.Task;

        /// <summary>All has come.</summary>
        public Task Ended => _ended.Task;

        public ValueTask PostAsync(ReplicaInput input, CancellationToken cancellationToken)
        {
            if (input is ReplicaInput.MessageReceived { Message.Value: PeerMessage.BatchAcknowledged acknowledged })
                (acknowledged.Sequence == First ? _begun : _ended).TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
