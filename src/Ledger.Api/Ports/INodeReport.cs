using System.Collections.Immutable;
using Ledger.Model.Values;

namespace Ledger.Api.Ports;

/// <summary>What the operator may want to know of the running node.</summary>
public interface INodeReport
{
    Timestamp StartedAt { get; }

    /// <summary>Why the node follows without a vote; empty if it votes.</summary>
    string AbstainsBecause { get; }

    /// <summary>How agreement stood after the last turn of the loop; null before the first.</summary>
    AgreementReport? Agreement { get; }
}

/// <param name="Height">The one that is being decided.</param>
/// <param name="ViewSince">When this node entered the view, by its own clock.</param>
/// <param name="LastBlockStored">By its own clock; the epoch if it has stored none since its start.</param>
/// <param name="WorkSince">Since when there has been something to decide without a pause; null if there is nothing.</param>
/// <param name="Validators">In the order of registry indexes.</param>
public sealed record AgreementReport(
    Height Height,
    View View,
    ushort Leader,
    Timestamp ViewSince,
    Timestamp LastBlockStored,
    Timestamp? WorkSince,
    int Quorum,
    ImmutableArray<ValidatorState> Validators);

/// <summary>What this node has of one validator in the current view.</summary>
/// <param name="ConnectedSince">Since when it has been connected, or not, by this node's clock.</param>
/// <param name="ClockOffset">Its clock minus this node's when it last connected; null if that was never measured.</param>
/// <param name="Version">What it said it runs when it last connected; empty if it never did.</param>
public sealed record ValidatorState(
    ushort Index,
    string Name,
    bool IsSelf,
    bool IsConnected,
    Timestamp ConnectedSince,
    bool HasProposed,
    bool HasNotarized,
    bool HasNullified,
    bool HasFinalized,
    TimeSpan? ClockOffset,
    string Version)
{
    public bool HasVoted => HasNotarized || HasNullified || HasFinalized;
}
