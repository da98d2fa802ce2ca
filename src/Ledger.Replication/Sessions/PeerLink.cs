using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Replication.Membership;
using Ledger.Replication.Queues;
using Ledger.Replication.Rejoining;

namespace Ledger.Replication.Sessions;

/// <summary>
/// The way to one peer: at most one session at a time. A new one ends the old one first, since the peer opens a new one
/// only after it has given the old one up.
/// </summary>
internal sealed class PeerLink(
    PeerMember peer, PeerWire wire, IBlockStore store, IReplicaInbox inbox, TipExchange tips) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly PeerRates _rates = new(); // Not the session's: who connects anew begins with no new allowance.
    private CancellationTokenSource? _end;
    private volatile PeerSession? _session;
    private long _since = NowMilliseconds;

    public PeerMember Peer => peer;

    public bool IsConnected => _session is not null;

    /// <summary>When it was last connected or lost.</summary>
    public Timestamp Since => new((ulong)Interlocked.Read(ref _since));

    private static long NowMilliseconds => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>Without a session the message is lost: what still matters is sent again when there is one.</summary>
    public void Send(PeerMessage message) => _session?.Send(message);

    public void SendBlocks(Height from, int count) => _session?.SendBlocks(from, count);

    public void AskTip(Digest nonce) => _session?.AskTip(nonce);

    /// <summary>Runs a session until it ends, and throws what ended it.</summary>
    /// <param name="isLatest">Asked once the old session has ended: a session begins only with the latest start.</param>
    public async Task RunAsync(
        Duplex<ConsensusEnvelope> urgent,
        Duplex<BulkEnvelope> bulk,
        Func<bool> isLatest,
        CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        if (Interlocked.Exchange(ref _end, end) is { } previous)
            await EndAsync(previous);
        await _turn.WaitAsync(end.Token);
        try
        {
            if (!isLatest())
                throw new PeerFaultException("A later start of the peer was seen since its greeting.");
            await RunInTurnAsync(urgent, bulk, end.Token);
        }
        finally
        {
            Interlocked.CompareExchange(ref _end, null, end);
            _turn.Release();
        }
    }

    /// <summary>
    /// Ends the session, if there is one, for good, and waits for it. The replica is not told: nobody listens any more.
    /// </summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _turn.WaitAsync();
        _rates.Dispose();
        _turn.Release();
    }

    public void Dispose()
    {
        _rates.Dispose();
        _turn.Dispose();
        _stop.Dispose();
    }

    private static async Task EndAsync(CancellationTokenSource session)
    {
        try
        {
            await session.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    private async Task RunInTurnAsync(
        Duplex<ConsensusEnvelope> urgent, Duplex<BulkEnvelope> bulk, CancellationToken cancellationToken)
    {
        var session = new PeerSession(peer.Index, wire, store, inbox, tips, _rates);
        _session = session; // Before the replica knows, since its first answer is what the peer lacks.
        Interlocked.Exchange(ref _since, NowMilliseconds);
        try
        {
            await inbox.PostAsync(new ReplicaInput.PeerConnected(peer.Index), cancellationToken);
            await session.RunAsync(urgent, bulk, cancellationToken);
        }
        finally
        {
            _session = null;
            Interlocked.Exchange(ref _since, NowMilliseconds);
            if (!_stop.IsCancellationRequested)
                await inbox.PostAsync(new ReplicaInput.PeerDisconnected(peer.Index), _stop.Token);
        }
    }
}
