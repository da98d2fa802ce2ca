using System.Collections.Immutable;
using Ledger.Model.Genesis;
using Ledger.Model.Values;

namespace Ledger.Api.Ports;

/// <summary>What the running node knows about itself beside its chain.</summary>
public interface INodeStatus
{
    GenesisDocument Genesis { get; }

    /// <summary>The member whose node this is.</summary>
    Member Self { get; }

    /// <summary>The view in which the next height is being decided.</summary>
    View View { get; }

    ImmutableArray<PeerConnection> Peers { get; }

    /// <summary>The member's issuing key is at hand.</summary>
    bool CanIssue { get; }

    /// <summary>Transactions that wait in the pool, as of the last turn of the loop.</summary>
    int PooledTransactions { get; }

    string Version { get; }
}

public readonly record struct PeerConnection(Member Member, bool IsConnected);
