using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Ledger.Consensus.Messages;
using Ledger.Contracts.V1;
using Ledger.Replica.Ports;
using Ledger.Replication.Membership;

namespace Ledger.Replication.Tests.Sessions;

/// <summary>Nodes over real TLS connections. The second of two listens first, since the lower index dials.</summary>
public sealed class PeerNetworkTests : IDisposable
{
    private readonly TestIdentity _one = new();
    private readonly TestIdentity _two = new();

    [Fact]
    public async Task Send_EachWay_ArrivesVerifiedFromItsSender()
    {
        await using var two = await StartTwoAsync();
        await using var one = await StartOneAsync(two.Port);
        await one.NextAsync<ReplicaInput.PeerConnected>();
        await two.NextAsync<ReplicaInput.PeerConnected>();
        var vote = new PeerMessage.Consensus(new ConsensusMessage.Voted(Sample.Notarize(signer: 1)));
        var batch = Sample.Batch(Sample.Transaction(1));

        one.Network.Broadcast(vote);
        two.Network.Send(1, new PeerMessage.Batch(1, batch));

        var voted = await two.NextAsync<ReplicaInput.MessageReceived>();
        Assert.Equal(1, voted.Peer);
        Assert.Equal(vote, voted.Message.Value);
        var batched = await one.NextAsync<ReplicaInput.MessageReceived>();
        Assert.Equal(batch.Id, Assert.IsType<PeerMessage.Batch>(batched.Message.Value).Content.Id);
    }

    [Fact]
    public async Task Send_ManyBatches_ArriveInOrder()
    {
        await using var two = await StartTwoAsync();
        await using var one = await StartOneAsync(two.Port);
        await one.NextAsync<ReplicaInput.PeerConnected>();

        for (var sequence = 1u; sequence <= 100; sequence++)
            one.Network.Send(2, new PeerMessage.Batch(sequence, Sample.Batch(Sample.Transaction(sequence))));

        for (var sequence = 1u; sequence <= 100; sequence++)
        {
            var received = await two.NextAsync<ReplicaInput.MessageReceived>();
            Assert.Equal(sequence, Assert.IsType<PeerMessage.Batch>(received.Message.Value).Sequence);
        }
    }

    [Fact]
    public async Task Send_ForgedVote_NeverArrives()
    {
        await using var two = await StartTwoAsync();
        await using var one = await StartOneAsync(two.Port);
        await one.NextAsync<ReplicaInput.PeerConnected>();
        var own = new ConsensusMessage.Voted(Sample.Notarize(signer: 1, view: 2));

        one.Network.Broadcast(new PeerMessage.Consensus(new ConsensusMessage.Certified(
            Sample.Notarization() with { Block = new(Sample.Hash("other")) })));
        one.Network.Broadcast(new PeerMessage.Consensus(own));

        var received = await two.NextAsync<ReplicaInput.MessageReceived>();
        Assert.Equal(own, Assert.IsType<PeerMessage.Consensus>(received.Message.Value).Message);
    }

    [Fact]
    public async Task SendBlocks_BeyondTheTip_SendsWhatTheStoreHas()
    {
        await using var two = await StartTwoAsync();
        await using var one = await StartOneAsync(
            two.Port, new(Sample.CertifiedBlock(1), Sample.CertifiedBlock(2), Sample.CertifiedBlock(3)));
        await one.NextAsync<ReplicaInput.PeerConnected>();

        one.Network.SendBlocks(2, new(2), 512);

        var received = await two.NextAsync<ReplicaInput.MessageReceived>();
        var blocks = Assert.IsType<PeerMessage.Blocks>(received.Message.Value);
        Assert.Equal([2UL, 3UL], blocks.Items.Select(item => item.Block.Height.Value));
    }

    [Fact]
    public async Task Restart_OfThePeerThatListens_IsFollowedByANewSession()
    {
        var two = await StartTwoAsync();
        var port = two.Port;
        await using var one = await StartOneAsync(port);
        await one.NextAsync<ReplicaInput.PeerConnected>();

        await two.DisposeAsync();
        await one.NextAsync<ReplicaInput.PeerDisconnected>();
        await using var again = await StartTwoAsync(port, start: 2);

        await one.NextAsync<ReplicaInput.PeerConnected>();
        await again.NextAsync<ReplicaInput.PeerConnected>();
        Assert.Equal([(ushort)2], one.Network.Connected);
    }

    [Fact]
    public async Task Restart_OfThePeerThatDials_IsFollowedByANewSession()
    {
        await using var two = await StartTwoAsync();
        var one = await StartOneAsync(two.Port);
        await two.NextAsync<ReplicaInput.PeerConnected>();

        await one.DisposeAsync();
        await two.NextAsync<ReplicaInput.PeerDisconnected>();
        await using var again = await StartOneAsync(two.Port, start: 2);

        await two.NextAsync<ReplicaInput.PeerConnected>();
    }

    /// <summary>Two nodes run with one key: nobody listens to the one that was started first any more.</summary>
    [Fact]
    public async Task Connect_ByALaterStart_EndsTheSessionOfTheOneBeforeForGood()
    {
        await using var two = await StartTwoAsync();
        await using var former = await StartOneAsync(two.Port);
        await two.NextAsync<ReplicaInput.PeerConnected>();
        await using var latter = await StartOneAsync(two.Port, start: 2);
        await two.NextAsync<ReplicaInput.PeerConnected>();

        await former.NextAsync<ReplicaInput.PeerDisconnected>();
        await former.Starts.WaitForAsync(latter.Starts.Own.Record);
        latter.Network.Send(2, new PeerMessage.Batch(1, Sample.Batch(Sample.Transaction(1))));

        Assert.Empty(former.Network.Connected);
        await two.NextAsync<ReplicaInput.MessageReceived>();
    }

    /// <summary>
    /// The peer takes connections and drops them at once. If the delay grew beyond its bound, so many attempts would
    /// take longer than the deadline.
    /// </summary>
    [Fact]
    public async Task Dial_OfAPeerThatNeverAnswers_KeepsTryingAboutEachSecond()
    {
        const int Attempts = 20;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var one = await StartOneAsync(((IPEndPoint)listener.LocalEndpoint).Port);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            using var dropped = await listener.AcceptSocketAsync(deadline.Token);
        }

        Assert.Empty(one.Network.Connected);
    }

    [Fact]
    public async Task Connect_KeyOutsideTheDirectory_FailsBeforeAnyCall()
    {
        using var stranger = new TestIdentity();
        await using var two = await StartTwoAsync();
        using var channel = GrpcChannel.ForAddress($"https://127.0.0.1:{two.Port}", new()
        {
            HttpHandler = new SocketsHttpHandler
            {
                SslOptions = PeerTransportSecurity.ToDial(
                    new(Sample.Network, () => stranger.Certificate, () => default), _two.MemberAt(2, two.Port), _ => { }),
            },
            DisposeHttpClient = true,
        });
        using var call = new Peer.PeerClient(channel).Consensus();

        var failure = await Assert.ThrowsAsync<RpcException>(
            () => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Contains(failure.StatusCode, new[] { StatusCode.Unavailable, StatusCode.Internal });
        Assert.Empty(two.Network.Connected);
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    [Fact]
    public async Task Connection_ThatSaysNothing_IsKnownToTheGuard()
    {
        var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var two = await PeerNode.StartAsync(2, _two, [_one.MemberAt(1, port: 1)], guard: next => connection =>
        {
            known.TrySetResult();
            return next(connection);
        });
        using var stranger = new TcpClient();

        await stranger.ConnectAsync(IPAddress.Loopback, two.Port);

        await known.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private Task<PeerNode> StartOneAsync(int portOfTwo, MemoryBlocks? store = null, ulong start = 1) =>
        PeerNode.StartAsync(1, _one, [_two.MemberAt(2, portOfTwo)], port: 0, store, start);

    // The port of the first is never used: it dials.
    private Task<PeerNode> StartTwoAsync(int port = 0, ulong start = 1) =>
        PeerNode.StartAsync(2, _two, [_one.MemberAt(1, port: 1)], port, store: null, start);
}
