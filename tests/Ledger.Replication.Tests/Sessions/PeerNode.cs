using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Ledger.Model.Genesis;
using Ledger.Replica.Ports;
using Ledger.Replication.Membership;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Replication.Tests.Sessions;

/// <summary>
/// A validator's node as far as its peers can tell: real TLS, real signatures, and an inbox that is read by the test.
/// </summary>
internal sealed class PeerNode : IReplicaInbox, IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Channel<ReplicaInput> _inputs = Channel.CreateUnbounded<ReplicaInput>();
    private PeerListener? _listener;

    private PeerNode(
        ushort index,
        TestIdentity identity,
        IReadOnlyList<PeerMember> peers,
        MemoryBlocks store,
        ulong start,
        Func<ConnectionDelegate, ConnectionDelegate> guard)
    {
        Starts = new(Sample.Start(index, start));
        var ports = new ReplicationPorts(
            new(Sample.Network, () => identity.Certificate, () => store.Tip.Height),
            Starts,
            this,
            store,
            Sample.Codec,
            new Parameters(),
            Sample.ValidatorsOf,
            statement => Sample.Attest(index, statement))
        {
            Guard = guard,
        };
        Network = new(new(index, peers), ports, NullLoggerFactory.Instance);
    }

    public PeerNetwork Network { get; }

    public StartRecords Starts { get; }

    public int Port => _listener!.Port;

    public static async Task<PeerNode> StartAsync(
        ushort index,
        TestIdentity identity,
        IReadOnlyList<PeerMember> peers,
        int port = 0,
        MemoryBlocks? store = null,
        ulong start = 1,
        Func<ConnectionDelegate, ConnectionDelegate>? guard = null)
    {
        var node = new PeerNode(index, identity, peers, store ?? new(), start, guard ?? (next => next));
        node._listener = await PeerListener.StartAsync(
            node.Network, new(IPAddress.Loopback, port), NullLoggerFactory.Instance, CancellationToken.None);
        node.Network.Start();
        return node;
    }

    public ValueTask PostAsync(ReplicaInput input, CancellationToken cancellationToken) =>
        _inputs.Writer.WriteAsync(input, cancellationToken);

    /// <summary>Waits for the next input of this type and drops what comes before it.</summary>
    public async Task<T> NextAsync<T>()
        where T : ReplicaInput
    {
        using var timeout = new CancellationTokenSource(Deadline);
        while (true)
        {
            if (await _inputs.Reader.ReadAsync(timeout.Token) is T found)
                return found;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        await _listener!.DisposeAsync();
    }
}

/// <summary>A P-256 key with a certificate, as a node makes its own.</summary>
internal sealed class TestIdentity : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestIdentity()
    {
        var request = new CertificateRequest("CN=node", _key, HashAlgorithmName.SHA256);
        // Long expired: only the key counts.
        Certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
    }

    public X509Certificate2 Certificate { get; }

    public PeerMember MemberAt(ushort index, int port) =>
        new(index, $"member {index}", KeyPin.Of(Certificate), new("127.0.0.1", port));

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }
}
