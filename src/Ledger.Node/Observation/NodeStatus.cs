using System.Collections.Immutable;
using System.Reflection;
using Ledger.Api.Ports;
using Ledger.Model.Genesis;
using Ledger.Model.Values;
using Ledger.Replication;

namespace Ledger.Node.Observation;

internal sealed class NodeStatus(
    GenesisDocument genesis, Member self, PeerNetwork peers, NodeObserver observer, LoopGauge gauge, bool canIssue) : INodeStatus
{
    public GenesisDocument Genesis => genesis;

    public Member Self => self;

    public View View => observer.View;

    public ImmutableArray<PeerConnection> Peers
    {
        get
        {
            var connected = peers.Connected.ToHashSet();
            return
            [
                .. genesis.Members.Where(member => member.Index != self.Index)
                    .Select(member => new PeerConnection(member, connected.Contains(member.Index))),
            ];
        }
    }

    public bool CanIssue => canIssue;

    public int PooledTransactions => gauge.Last?.PooledTransactions ?? 0;

    public string Version => OwnVersion;

    /// <summary>Of this program.</summary>
    public static string OwnVersion { get; } =
        typeof(NodeStatus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";
}
