using System.Net;
using Ledger.Api;
using Ledger.Api.Health;
using Ledger.Api.Reading;
using Ledger.Api.Submissions;
using Ledger.Execution.Blocks;
using Ledger.Keys.Certificates;
using Ledger.Keys.Files;
using Ledger.Model.Validators;
using Ledger.Node.Issuing;
using Ledger.Node.Listening;
using Ledger.Node.Loop;
using Ledger.Node.Observation;
using Ledger.Node.Starting;
using Ledger.Node.Work;
using Ledger.Replica;
using Ledger.Replica.Blocks;
using Ledger.Replica.Ports;
using Ledger.Replication;
using Ledger.Replication.Membership;
using Ledger.Replication.Recording;
using Microsoft.Extensions.Logging;

namespace Ledger.Node;

/// <summary>One running node: everything put together, started in order, and stopped as a whole.</summary>
internal sealed class NodeHost : IAsyncDisposable
{
    private readonly NodeOptions _options;
    private readonly ApiOptions _apiOptions;
    private readonly bool _isRejoining;
    private readonly ILoggerFactory _loggers;
    private readonly NodeSecrets _secrets;
    private readonly NodeFiles _files;
    private readonly StartRecords _starts;
    private readonly Inbox _inbox = new();
    private readonly WireRecord? _record;
    private readonly PeerNetwork _peers;
    private readonly LedgerReplica _replica;
    private readonly ChainReader _chain;
    private readonly NodeObserver _observer;
    private readonly LoopGauge _gauge = new();
    private readonly StrangerLog _strangers;
    private readonly NodeCertificates _certificates;
    private readonly TaskCompletionSource<int> _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Throws before anything is served if what is on disk does not fit together.</summary>
    public NodeHost(
        NodeOptions options, ApiOptions apiOptions, Password password, bool isRejoining, ILoggerFactory loggers)
    {
        (_options, _apiOptions, _isRejoining, _loggers) = (options, apiOptions, isRejoining, loggers);
        _secrets = NodeSecrets.Open(options.Keys, password, isRejoining);
        _files = NodeFiles.Open(options.Genesis, options.Data, new(_secrets.Consensus.PublicKey.Span));
        var authority = options.AuthorityKey is null
            ? null
            : CertificateAuthority.Load(options.AuthorityKey, options.AuthorityCertificate!, password);
        _certificates = new(
            _secrets.Tls, authority, _files.Self.Name, options.ApiNames, TimeProvider.System);
        NodeSecrets.CheckTlsKey(_secrets.Tls.Pin, _files.Self, options.Keys);
        var validators = _files.Chain.Tip.Validators;
        _starts = new(
            new(Path.Combine(options.Keys, StartsFile.Name), _files.Genesis.Id, validators),
            _secrets.Signed,
            _secrets.AnnounceStart(_files.Genesis.Id),
            validators.Quorum - 1);
        _record = OpenRecord();
        _strangers = new(loggers.CreateLogger<StrangerLog>(), TimeProvider.System);
        _peers = new(_files.PeersOfGenesis(), PortsOf(validators), loggers);
        _replica = new(
            ReplicaIdentity.Of(_files.Genesis, _files.Self.Index),
            options.ForReplica(validators.Count),
            _files.Chain);
        _chain = new(_files.Chain, new LogIndex(_files.Chain.Indexes));
        _observer = new(_files.Genesis, loggers.CreateLogger<NodeObserver>());
    }

    /// <summary>The port of the API, once calls are served there.</summary>
    public Task<int> ApiPort => _serving.Task;

    /// <summary>
    /// Serves until it is told to stop, or until something breaks: then it throws, and the process ends.
    /// </summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var desk = new SubmissionDesk(_inbox);
        var health = new NodeHealth();
        var pool = new VerificationPool(_files.Transactions);
        var status = new NodeStatus(
            _files.Genesis, _files.Self, _peers, _observer, _gauge, _secrets.Issuing is not null);
        var report = new NodeReport(_files.Genesis, _files.Self, _peers, _observer, _gauge);
        var parts = new ListenerParts(
            _apiOptions, _chain, desk, health, pool, status, report, _inbox, _strangers, IssuingOf());
        await using var peerListener = await Listener.OpenAsync(
            nameof(NodeOptions.PeerListen),
            _options.PeerListen,
            () => PeerListener.StartAsync(_peers, IPEndPoint.Parse(_options.PeerListen), _loggers, ended.Token));
        await using var api = await Listener.OpenAsync(nameof(NodeOptions.ApiListen), _options.ApiListen, () =>
            ApiListener.StartAsync(parts, IPEndPoint.Parse(_options.ApiListen), _certificates, _loggers, ended.Token));
        await using var admin = await AdminListener.StartAsync(parts, _options.AdminSocket, _loggers, ended.Token);
        _peers.Start();
        _observer.Listening(peerListener.Port, api.Port, _files.Chain.Tip.Height);
        _observer.Opened(_files, Path.Combine(_options.Data, NodeFiles.JournalFolder));
        health.Serve();
        _serving.SetResult(api.Port);
        await RunWorkAsync(desk, pool, ended);
        health.StopServing();
    }

    public async ValueTask DisposeAsync()
    {
        await _peers.DisposeAsync();
        _record?.Dispose();
        _chain.Dispose();
        _files.Dispose();
        _secrets.Dispose();
        _inbox.Dispose();
    }

    /// <summary>
    /// Ends when the first of them ends: each runs for the life of the node, so an early end is a failure.
    /// </summary>
    private async Task RunWorkAsync(SubmissionDesk desk, VerificationPool pool, CancellationTokenSource ended)
    {
        using var timers = new LoopTimers(_inbox, TimeProvider.System);
        var work = Start(desk, pool, timers, ended.Token);
        var first = await Task.WhenAny(work);

        // At once: RocksDB may not survive being closed over a file that it could not write.
        if (first.Exception?.InnerException is IOException trouble)
            _observer.Ending(trouble.Message);
        await ended.CancelAsync();
        await Task.WhenAll(work).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (_files.Chain.Damage is { IsFaulted: true, Exception.InnerException: { } damage })
        {
            var chain = Path.Combine(_options.Data, NodeFiles.ChainFolder);
            throw new IOException($"{damage.Message}. {NodeFiles.ChainRemedy(chain)}");
        }

        if (first.IsFaulted)
            await first;
    }

    private Task[] Start(
        SubmissionDesk desk, VerificationPool pool, LoopTimers timers, CancellationToken cancellationToken)
    {
        var worker = new BlockWorker(_files.Genesis.Id, NetworkRules.Of(_files.Genesis));
        var execution = new ExecutionThread(worker, _files.Chain, _inbox);
        var signer = new ValidatorSigner(
            _secrets.Consensus, _secrets.Signed, _files.Genesis.Id, _files.Self.Index, _inbox);
        var watch = new OwnVoteWatch(_files.Chain, _files.Self.Index, _secrets.Signed, _starts);
        var observers = new Observers(watch, _observer, _chain);
        var effects = new EffectRunner(new(
            _files.Chain, _files.Journal, _peers, timers, signer, execution, desk, observers));
        var loop = new ReplicaLoop(_replica, _inbox, effects, _gauge, TimeProvider.System);
        return
        [
            OwnThread.RunAsync("execution", () => execution.Run(cancellationToken), cancellationToken),
            pool.RunAsync(cancellationToken),
            Task.Run(() => AgreeAsync(loop, signer, cancellationToken), cancellationToken),
            _starts.Ended.WaitAsync(cancellationToken),
            _files.Chain.Damage.WaitAsync(cancellationToken),
            DataDisk.Of(_options.Data).WatchAsync(cancellationToken),
            .. _peers.Dialing.Select(dialing => dialing.WaitAsync(cancellationToken)),
        ];
    }

    /// <summary>
    /// The loop begins once a quorum has said which start of this node it saw last: only then is it known that this is
    /// no old copy, which must not vote.
    /// </summary>
    private async Task AgreeAsync(ReplicaLoop loop, ValidatorSigner signer, CancellationToken cancellationToken)
    {
        await _starts.QuorumAnswered.WaitAsync(cancellationToken);
        _secrets.Signed.ConfirmStart();
        var journal = _files.Journal.Scan();
        var rejoining = new Rejoining(signer, _secrets.Signed, _observer, _isRejoining);
        if (!rejoining.IsNeeded(journal, _files.Chain.Tip.Height))
        {
            await RunAsync(loop, journal, cancellationToken);
            return;
        }

        var quorum = _files.Chain.Tip.Validators.Quorum;
        Rejoining.CheckPossible(_peers.Directory.Peers.Length, quorum);
        _replica.AbstainUntilRejoined();
        await Task.WhenAll(
            RunAsync(loop, journal, cancellationToken), rejoining.RunAsync(_peers, quorum, _inbox, cancellationToken));
    }

    private static Task RunAsync(ReplicaLoop loop, JournalScan journal, CancellationToken cancellationToken) =>
        OwnThread.RunAsync("loop", () => loop.Run(journal, cancellationToken), cancellationToken);

    private IssuingParts? IssuingOf() => _secrets.Issuing is { } key
        ? new(new IssuingSigner(key), new CapFile(Path.Combine(_options.Data, CapFile.Name)))
        : null;

    private WireRecord? OpenRecord()
    {
        if (_options.WireRecord is not { } folder)
            return null;
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{_starts.Own.Record.Counter:D8}-{_starts.Own.Record.Id:N}.wire");
        return new(file, TimeProvider.System, _loggers.CreateLogger<WireRecord>());
    }

    private ReplicationPorts PortsOf(ValidatorSet validators) => new(
        new NodeIdentity(_files.Genesis.Id, _certificates.ForPeers, () => _files.Chain.Tip.Height)
        {
            SoftwareVersion = NodeStatus.OwnVersion,
        },
        _starts,
        _inbox,
        _files.Chain,
        _files.Transactions,
        _files.Genesis.Parameters,

        // Genesis fixes the set for every height.
        _ => validators,
        attestation => _secrets.Consensus.Sign(attestation.DigestFor(_files.Genesis.Id)))
    {
        Record = _record,
        StrangerRefused = _strangers.PeerRefused,
        Guard = ConnectionShares.OfPeers().Guard,
    };
}
