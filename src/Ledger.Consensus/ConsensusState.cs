using System.Collections.Immutable;
using Ledger.Consensus.Bodies;
using Ledger.Consensus.Messages;
using Ledger.Consensus.Peers;
using Ledger.Consensus.Proposals;
using Ledger.Consensus.Views;
using Ledger.Consensus.Votes;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus;

/// <summary>
/// All that the core knows, as a value: two are equal if their canonical bytes are, and each step makes a new one.
/// Everything in it has a bound (PROTOCOL 9.9).
/// </summary>
public sealed record ConsensusState
{
    /// <summary>The last committed block; the height above it is being decided.</summary>
    public required Tip Tip { get; init; }

    public required SignerState Signer { get; init; }

    public required Timestamp HeightStarted { get; init; }

    /// <summary>One for each validator, by position in the set.</summary>
    public required ImmutableArray<ValidatorVotes> Votes { get; init; }

    public View View { get; init; } = View.First;

    /// <summary>
    /// What brought us to the view: a notarization or skip certificate of the view before, or nothing.
    /// </summary>
    public Certificate? Entry { get; init; }

    /// <summary>The highest notarization certificate seen at this height.</summary>
    public NotarizationCertificate? Notarization { get; init; }

    /// <summary>This height's decision, once known; the block may still have to be fetched.</summary>
    public FinalityCertificate? Finality { get; init; }

    /// <summary>The host was asked to commit.</summary>
    public bool IsCommitting { get; init; }

    /// <summary>The first justified proposal of the view.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>The one of the view before, kept for those who ask for it.</summary>
    public Proposal? PreviousProposal { get; init; }

    public Draft? Draft { get; init; }

    /// <summary>The view for which the host was asked to build a block, or none.</summary>
    public View BuildingView { get; init; }

    /// <summary>Bodies of the proposals kept and of the blocks that the certificates kept name: at most four.</summary>
    public ImmutableSortedDictionary<BlockHash, BodyStatus> Bodies { get; init; } =
        ImmutableSortedDictionary<BlockHash, BodyStatus>.Empty;

    /// <summary>This leader has given finality its chance before carrying a block over.</summary>
    public bool IsGraceOver { get; init; }

    public ImmutableSortedDictionary<TimerKind, TimerId> Timers { get; init; } =
        ImmutableSortedDictionary<TimerKind, TimerId>.Empty;

    /// <summary>How many timers were set at this height.</summary>
    public uint TimerSequence { get; init; }

    public TimeSpan RebroadcastPause { get; init; }

    /// <summary>What earlier heights taught about timeouts (<see cref="ViewTimeouts.Carry"/>).</summary>
    public uint CarriedExponent { get; init; }

    /// <summary>The host has something to put into a block.</summary>
    public bool HasDemand { get; init; }

    /// <summary>The highest height that a finality certificate has shown to be decided.</summary>
    public Height ProvenHeight { get; init; }

    /// <summary>Whereabouts of other validators by registry index.</summary>
    public ImmutableSortedDictionary<ushort, PeerProgress> Peers { get; init; } =
        ImmutableSortedDictionary<ushort, PeerProgress>.Empty;

    /// <summary>What came early for the next height, in order of arrival.</summary>
    public ImmutableList<EarlyMessage> Early { get; init; } = [];

    /// <summary>What was reported at this height: once for each validator and kind.</summary>
    public ImmutableSortedSet<(ushort Culprit, EvidenceKind Kind)> Accused { get; init; } = [];

    /// <summary>The core has stopped for good.</summary>
    public bool IsHalted { get; init; }

    /// <summary>The height that is being decided.</summary>
    public Height Height => Tip.Height.Next;

    /// <summary>This node's own promises at this height.</summary>
    public SignerState Promised => Signer.Height == Height ? Signer : SignerState.Empty;

    /// <summary>
    /// The height is decided elsewhere: its outcome is to be fetched, and no longer to be fought over.
    /// </summary>
    public bool IsBehind => ProvenHeight >= Height;

    /// <summary>There is something to decide here; without it an idle height has no timers and sends nothing.</summary>
    public bool IsActive => HasDemand
        || View > View.First
        || Notarization is not null
        || Proposal is not null
        || Promised.Votes().Any()
        || Votes.Any(votes => votes.HasNullified(View));

    public byte[] ToBytes() => ConsensusStateBytes.Of(this);

    public bool Equals(ConsensusState? other) =>
        other is not null && ToBytes().AsSpan().SequenceEqual(other.ToBytes());

    public override int GetHashCode() => (int)(View.Value & 0xFFFF);
}
