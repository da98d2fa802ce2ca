using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Model;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Replication.Membership;
using Ledger.Replication.Rejoining;
using Ledger.Replication.Sessions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Ledger.Replication;

/// <summary>
/// The other nodes, over gRPC (PROTOCOL 10): keeps one session with each, and says to the replica what comes in.
/// Sending never blocks and never fails.
/// </summary>
public sealed class PeerNetwork : IPeers, IAsyncDisposable
{
    private readonly ReplicationPorts _ports;
    private readonly PeerWire _wire;
    private readonly PeerLog _log;
    private readonly Greeter _greeter;
    private readonly PeerNotes _notes = new();
    private readonly TipExchange _tips;
    private readonly HalfSessions _halves = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly FrozenDictionary<ushort, PeerLink> _links;
    private readonly List<PeerDialer> _dialers = [];
    private readonly List<Task> _dialing = [];

    public PeerNetwork(PeerDirectory directory, ReplicationPorts ports, ILoggerFactory loggers)
    {
        Directory = directory;
        _ports = ports;
        _wire = new(ports.Identity.Network, ports.Transactions, ports.Limits, ports.ValidatorsOf)
        {
            Record = ports.Record,
        };
        _wire.Heard.Recall(ports.Store, ports.ValidatorsOf);
        _log = new(loggers.CreateLogger<PeerLog>(), directory, TimeProvider.System);
        _greeter = new(ports.Identity, ports.Starts, _wire.Judge, _wire.Heard, _notes);
        _tips = new(_wire.Status, ports.Store, ports.Attest);
        _links = directory.Peers.ToFrozenDictionary(
            peer => peer.Index, peer => new PeerLink(peer, _wire, ports.Store, ports.Inbox, _tips));
    }

    public PeerDirectory Directory { get; }

    public NodeIdentity Identity => _ports.Identity;

    /// <summary>The ways that this node opens: each ends when the network is disposed, or with a bug.</summary>
    public IReadOnlyList<Task> Dialing => _dialing;

    internal Action<Digest?, EndPoint?> StrangerRefused => _ports.StrangerRefused;

    internal Func<ConnectionDelegate, ConnectionDelegate> Guard => _ports.Guard;

    /// <summary>Registry indexes of the peers with a session, in ascending order.</summary>
    public IReadOnlyList<ushort> Connected =>
        [.. Directory.Peers.Select(peer => peer.Index).Where(index => _links[index].IsConnected)];

    /// <summary>How a peer is, for the operator; null if it is none.</summary>
    public PeerState? Describe(ushort peer)
    {
        if (!_links.TryGetValue(peer, out var link))
            return null;
        var note = _notes.Find(peer);
        return new(link.IsConnected, link.Since, note?.Version ?? "", note?.ClockOffset);
    }

    /// <summary>Begins to open the streams that are this node's to open.</summary>
    public void Start()
    {
        foreach (var peer in Directory.Peers.Where(Directory.Dials))
        {
            var dialer = new PeerDialer(_ports.Identity, Directory.Own, _greeter, _links[peer.Index], _log);
            _dialers.Add(dialer);
            _dialing.Add(dialer.RunAsync(_stop.Token));
        }
    }

    public void Send(ushort peer, PeerMessage message) => _links.GetValueOrDefault(peer)?.Send(message);

    public void Broadcast(PeerMessage message)
    {
        foreach (var peer in Directory.Peers)
            _links[peer.Index].Send(message);
    }

    public void SendBlocks(ushort peer, Height from, int count) =>
        _links.GetValueOrDefault(peer)?.SendBlocks(from, count);

    /// <summary>
    /// For a node that lost what it had signed (PROTOCOL 9.12): the highest tip that peers prove, once a quorum of them
    /// has. Runs as long as that takes, once at a time. The inbox must be read meanwhile, or answers wait behind what
    /// else the peers send.
    /// </summary>
    /// <param name="quorum">Of the network's validators, and all of them others: at most as many as there are.</param>
    public async Task<Height> ProveTipAsync(int quorum, CancellationToken cancellationToken)
    {
        Invariant.That(quorum > 0 && quorum <= Directory.Peers.Length);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var nonce = new Digest(RandomNumberGenerator.GetBytes(Digest.Size));
        return await _tips.ProveAsync(new(nonce, quorum, _wire.Judge.IsValid), AskTips, end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links.Values)
            await link.StopAsync();
        await _stop.CancelAsync();
        await Task.WhenAll(_dialing);
        foreach (var dialer in _dialers)
            dialer.Dispose();
        _stop.Dispose();
    }

    internal async Task AnswerAsync(
        PeerMember peer, Duplex<ConsensusEnvelope> stream, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var fault = await Attempt.CatchAsync(async () =>
        {
            var greeting = await GreetAsync(peer, stream, GreetingForm.Consensus, end.Token);
            var half = _halves.Find(peer.Index, greeting.Session);
            await half.RunAsync(
                bulk =>
                {
                    _log.Connected(peer.Index);
                    return _links[peer.Index].RunAsync(
                        stream, bulk, () => _greeter.IsLatest(peer.Index, greeting.Start), end.Token);
                },
                end.Token);
        });
        _log.Ended(peer.Index, fault);
        if (fault is not null)
            throw fault;
    }

    internal async Task AnswerAsync(PeerMember peer, Duplex<BulkEnvelope> stream, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var greeting = await GreetAsync(peer, stream, GreetingForm.Bulk, end.Token);
        await _halves.Find(peer.Index, greeting.Session).LendAsync(stream, end.Token);
    }

    private void AskTips(TipProof proof)
    {
        foreach (var index in Connected.Where(proof.TryAsk))
            _links[index].AskTip(proof.Nonce);
    }

    private async Task<Greeting> GreetAsync<T>(
        PeerMember peer, Duplex<T> stream, GreetingForm<T> form, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ReplicationLimits.GreetingTimeout);
        var parties = new Greeter.Parties(Directory.Own, peer.Index);
        return await _greeter.AnswerAsync(stream, form, parties, timeout.Token);
    }
}
