using System.Diagnostics;
using Ledger.Consensus.Bodies;
using Ledger.Consensus.Certificates;
using Ledger.Consensus.Messages;
using Ledger.Consensus.Peers;
using Ledger.Consensus.Proposals;
using Ledger.Consensus.Views;
using Ledger.Consensus.Votes;
using Ledger.Model;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus;

/// <summary>
/// One validator's part in deciding heights, one after the other (PROTOCOL 9.8). Inputs in, effects out: no clock, no
/// randomness, no I/O, and nothing but <see cref="State"/> is remembered.
/// </summary>
public sealed class ConsensusCore
{
    private readonly CoreSettings _settings;

    /// <param name="self">This validator's registry index; one that is not in the set follows without a vote.</param>
    public ConsensusCore(NetworkId network, ushort self, ConsensusParameters parameters)
        : this(network, self, parameters, ConsensusRules.All)
    {
    }

    internal ConsensusCore(NetworkId network, ushort self, ConsensusParameters parameters, ConsensusRules rules) =>
        _settings = new(network, self, parameters, rules);

    private ConsensusCore(CoreSettings settings, ConsensusState? state) => (_settings, State) = (settings, state);

    /// <summary>What the core knows; null before <see cref="Input.Recovered"/>.</summary>
    public ConsensusState? State { get; private set; }

    /// <summary>Who leads the current view, by registry index.</summary>
    public ushort Leader
    {
        get
        {
            Invariant.That(State is not null);
            return LeaderSchedule.LeaderOf(State.Tip, State.View, _settings.Parameters.TermBlocks);
        }
    }

    /// <summary>A core of its own in the same state: stepping one does not move the other.</summary>
    public ConsensusCore Copy() => new(_settings, State);

    /// <summary>Handles one input to the end; the effects are to be carried out in their order.</summary>
    public IReadOnlyList<Effect> Step(Input input)
    {
        if (input is Input.Recovered recovered)
            return Recover(recovered);
        Invariant.That(State is not null);
        if (State.IsHalted)
            return [];
        var turn = new Turn(_settings, State, input.Now);
        Handle(turn, input);
        State = turn.State;
        return turn.Effects;
    }

    private IReadOnlyList<Effect> Recover(Input.Recovered input)
    {
        var state = Entering.StateAt(_settings, input.Now, input.Tip, input.Signer, previous: null);
        var turn = new Turn(_settings, state, input.Now);
        Entering.BeginHeight(turn, early: []);
        State = turn.State;
        return turn.Effects;
    }

    private static void Handle(Turn turn, Input input)
    {
        switch (input)
        {
            case Input.Received received:
                Intake.Hear(turn, received.Peer, received.Message.Value);
                break;
            case Input.OwnVote own:
                OnOwnVote(turn, own.Vote);
                break;
            case Input.VoteRefused:
                // The mirror keeps what was asked for: refused or not, nothing else may be asked for in its place.
                break;
            case Input.TimerExpired expired:
                Timers.OnExpired(turn, expired.Timer);
                break;
            case Input.BlockBuilt built:
                Proposing.OnBuilt(turn, built.View, built.Header);
                break;
            case Input.BodyJudged judged:
                BodyTable.OnJudged(turn, judged.Height, judged.Block, judged.IsValid);
                break;
            case Input.DemandChanged demand:
                OnDemand(turn, demand.HasDemand);
                break;
            case Input.Committed committed:
                OnCommitted(turn, committed.Tip);
                break;
            case Input.BlockSynced synced:
                OnSynced(turn, synced.Certificate.Value);
                break;
            case Input.ConflictFound conflict:
                Certifying.HaltOnConflict(turn, conflict.Known, conflict.Other.Value);
                break;
            case Input.PeerUp up when turn.IsValidator(up.Peer):
                Announcing.OnPeerUp(turn, up.Peer);
                break;
            case Input.PeerDown down when turn.IsValidator(down.Peer):
                Announcing.OnPeerDown(turn, down.Peer);
                break;
            case Input.PeerUp or Input.PeerDown:
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void OnOwnVote(Turn turn, SignedVote vote)
    {
        if (vote.Vote.Height != turn.State.Height)
            return;
        if (vote.Vote is Propose)
        {
            Proposing.OnSigned(turn, vote);
            return;
        }

        var attached = vote with { Notarization = AttachmentOf(turn.State.Promised, vote.Vote) };
        turn.Emit(new Effect.Broadcast(new ConsensusMessage.Voted(attached)));
        Tallies.OnVote(turn, attached);
    }

    private static NotarizationCertificate? AttachmentOf(SignerState promised, Vote vote) =>
        vote is Nullify && promised.Nullified == vote ? promised.NullifiedAbove : null;

    private static void OnDemand(Turn turn, bool hasDemand)
    {
        turn.State = turn.State with { HasDemand = hasDemand };
        Timers.Arm(turn);
        Proposing.TryPropose(turn);
    }

    // The only way to the next height (R4): the block above the tip, which this core asked to commit.
    private static void OnCommitted(Turn turn, Tip tip)
    {
        var previous = turn.State;
        Invariant.That(previous.IsCommitting);
        Invariant.That(tip.Height == previous.Height && tip.Block == previous.Finality!.Block);
        turn.State = Entering.StateAt(turn.Settings, turn.Now, tip, previous.Signer, previous);
        Entering.BeginHeight(turn, previous.Early);
    }

    private static void OnSynced(Turn turn, FinalityCertificate certificate)
    {
        if (certificate.Height != turn.State.Height)
            return;
        BodyTable.Set(turn, certificate.Block, BodyStatus.Valid);
        Certifying.OnFinality(turn, certificate, turn.Self);
        BodyTable.TryCommit(turn);
    }
}
