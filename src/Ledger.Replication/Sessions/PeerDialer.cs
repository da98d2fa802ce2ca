using Google.Protobuf;
using Grpc.Net.Client;
using Ledger.Contracts.V1;
using Ledger.Replication.Membership;

namespace Ledger.Replication.Sessions;

/// <summary>Opens both streams to one peer, each on a connection of its own, again and again.</summary>
internal sealed class PeerDialer : IDisposable
{
    private readonly Greeter _greeter;
    private readonly Greeter.Parties _parties;
    private readonly PeerLink _link;
    private readonly PeerLog _log;
    private readonly GrpcChannel _consensus;
    private readonly GrpcChannel _bulk;
    private volatile string? _wrongPin;

    public PeerDialer(NodeIdentity identity, ushort own, Greeter greeter, PeerLink link, PeerLog log)
    {
        _greeter = greeter;
        _parties = new(own, link.Peer.Index);
        _link = link;
        _log = log;
        _consensus = CreateChannel(identity, ReplicationLimits.ConsensusBytesMax);
        _bulk = CreateChannel(identity, ReplicationLimits.BulkBytesMax);
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var delay = ReplicationLimits.ReconnectDelayMin;
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = TimeProvider.System.GetTimestamp();
            var fault = await Attempt.CatchAsync(() => ConnectAsync(cancellationToken));
            if (cancellationToken.IsCancellationRequested)
                return;
            LogEnd(fault);
            var lasted = TimeProvider.System.GetElapsedTime(started) > ReplicationLimits.ReconnectDelayMax;
            delay = lasted ? ReplicationLimits.ReconnectDelayMin : delay * 2;
            if (delay > ReplicationLimits.ReconnectDelayMax)
                delay = ReplicationLimits.ReconnectDelayMax;
            await Attempt.CatchAsync(() => Task.Delay(delay, cancellationToken));
        }
    }

    private void LogEnd(Exception? fault)
    {
        var peer = _link.Peer;
        if (_wrongPin is not { } pin)
        {
            _log.Ended(peer.Index, fault);
            return;
        }

        _wrongPin = null;
        _log.Ended(
            peer.Index,
            $"The node at {peer.Address.Host}:{peer.Address.Port} has a TLS key with the pin {pin}, but the genesis file says "
            + $"{peer.Key}. It is another network's, or the member's with another tls.key.");
    }

    public void Dispose()
    {
        _consensus.Dispose();
        _bulk.Dispose();
    }

    private GrpcChannel CreateChannel(NodeIdentity identity, int bytesMax) =>
        GrpcChannel.ForAddress($"https://{_link.Peer.Address.Host}:{_link.Peer.Address.Port}", new()
        {
            HttpHandler = new SocketsHttpHandler
            {
                SslOptions = PeerTransportSecurity.ToDial(identity, _link.Peer, shown => _wrongPin = $"{shown}"),
                ConnectTimeout = ReplicationLimits.GreetingTimeout,
                KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
                KeepAlivePingDelay = ReplicationLimits.KeepAlive,
                KeepAlivePingTimeout = ReplicationLimits.KeepAlive,
                UseProxy = false,
            },
            DisposeHttpClient = true,

            // The channel has a back-off of its own below the dialer's, of two minutes unless told otherwise.
            InitialReconnectBackoff = ReplicationLimits.ReconnectDelayMin,
            MaxReconnectBackoff = ReplicationLimits.ReconnectDelayMax,
            MaxReceiveMessageSize = bytesMax,
            MaxSendMessageSize = null,

            // The limit is on what arrives, not on what it unpacks to.
            CompressionProviders = [],
        });

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var consensusCall = new Peer.PeerClient(_consensus).Consensus(cancellationToken: end.Token);
        using var bulkCall = new Peer.PeerClient(_bulk).Bulk(cancellationToken: end.Token);
        var consensus = new Duplex<ConsensusEnvelope>(consensusCall.ResponseStream, consensusCall.RequestStream);
        var bulk = new Duplex<BulkEnvelope>(bulkCall.ResponseStream, bulkCall.RequestStream);
        var session = ByteString.CopyFrom(Guid.NewGuid().ToByteArray());

        end.CancelAfter(ReplicationLimits.GreetingTimeout);
        var greeting = await _greeter.OpenAsync(consensus, GreetingForm.Consensus, _parties, session, end.Token);
        await _greeter.OpenAsync(bulk, GreetingForm.Bulk, _parties, session, end.Token);
        end.CancelAfter(Timeout.InfiniteTimeSpan);

        _log.Connected(_parties.Peer);
        await _link.RunAsync(consensus, bulk, () => _greeter.IsLatest(_parties.Peer, greeting.Start), end.Token);
    }
}
