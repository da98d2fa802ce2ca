using Ledger.Consensus.Bodies;
using Ledger.Consensus.Messages;
using Ledger.Consensus.Views;
using Ledger.Consensus.Votes;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Peers;

/// <summary>
/// Saying again what may have been lost (PROTOCOL 9.8, algorithm 8): a constant number of messages for each peer and
/// pause, however long nothing moves (R11, R13).
/// </summary>
internal static class Announcing
{
    public static void ScheduleRebroadcast(Turn turn)
    {
        var state = turn.State;
        var pause = Jitter.Spread(state.RebroadcastPause, turn.Self, state.Height, state.View, state.TimerSequence);
        Timers.Set(turn, TimerKind.Rebroadcast, pause);
    }

    public static void Rebroadcast(Turn turn)
    {
        foreach (var message in Standing(turn))
            turn.Emit(new Effect.Broadcast(message));
        BodyTable.AskAgain(turn);
        AskForProposal(turn);
        Voting.TryNotarize(turn);
        if (turn.State.Notarization is { } notarization)
            Voting.TryFinalize(turn, notarization);
        var pause = ViewTimeouts.Grown(turn.State.RebroadcastPause, turn.Parameters.RebroadcastMax);
        turn.State = turn.State with { RebroadcastPause = pause };
        Timers.Arm(turn);
    }

    /// <summary>Who was away hears at once where we stand, and we start our pauses anew.</summary>
    public static void OnPeerUp(Turn turn, ushort peer)
    {
        var progress = new PeerProgress(Height.Genesis, View.None, null, null);
        turn.State = turn.State with
        {
            Peers = turn.State.Peers.SetItem(peer, progress),
            RebroadcastPause = turn.Parameters.Rebroadcast,
        };
        foreach (var message in Standing(turn))
            turn.Emit(new Effect.Send(peer, message));
        if (!Timers.IsSet(turn, TimerKind.Rebroadcast))
            return;
        Timers.Cancel(turn, TimerKind.Rebroadcast);
        Timers.Arm(turn);
    }

    public static void OnPeerDown(Turn turn, ushort peer)
    {
        var progress = turn.State.Peers.GetValueOrDefault(peer) with { DownSince = turn.Now };
        turn.State = turn.State with { Peers = turn.State.Peers.SetItem(peer, progress) };
    }

    /// <summary>
    /// Certificates go only to those who have shown no sign of them: in the good case to nobody. Then asks for a
    /// proposal that others have voted for and that did not come.
    /// </summary>
    public static void Push(Turn turn)
    {
        var state = turn.State;
        foreach (var validator in state.Tip.Validators.Validators)
        {
            if (validator.Index == turn.Self)
                continue;
            var progress = state.Peers.GetValueOrDefault(validator.Index);
            if (state.Tip.Certificate is { } finality && progress.MayBeIn(finality.Height, finality.View))
                turn.Emit(new Effect.Send(validator.Index, new ConsensusMessage.Certified(finality)));
            if (state.Entry is NotarizationCertificate entry && progress.MayBeIn(entry.Height, entry.View))
                turn.Emit(new Effect.Send(validator.Index, new ConsensusMessage.Certified(entry)));
        }

        AskForProposal(turn);
    }

    // Another voter each time: one that does not answer must not keep us from the rest.
    private static void AskForProposal(Turn turn)
    {
        var state = turn.State;
        if (state.Proposal is not null)
            return;
        var voters = state.Votes
            .Where(votes => votes.Notarized.ContainsKey(state.View))
            .Select(votes => votes.Notarized[state.View].Signer)
            .Where(signer => signer != turn.Self)
            .ToArray();
        if (voters.Length == 0)
            return;
        var voter = voters[state.TimerSequence % (uint)voters.Length];
        turn.Emit(new Effect.Send(voter, new ConsensusMessage.GetProposal(state.Height, state.View)));
    }

    /// <summary>All that a peer needs to be where we are, and our votes.</summary>
    private static IEnumerable<ConsensusMessage> Standing(Turn turn)
    {
        var state = turn.State;
        if (state.Entry is not null)
            yield return new ConsensusMessage.Certified(state.Entry);
        if (state.Notarization is { } notarization && !ReferenceEquals(notarization, state.Entry))
            yield return new ConsensusMessage.Certified(notarization);
        if (state.Proposal is { } proposal && proposal.Signer == turn.Self)
            yield return new ConsensusMessage.Proposed(proposal);
        foreach (var vote in OwnVotes(turn))
            yield return new ConsensusMessage.Voted(vote);
        yield return new ConsensusMessage.Status(state.Height, state.View, state.Notarization?.View ?? View.None);
    }

    private static IEnumerable<SignedVote> OwnVotes(Turn turn)
    {
        var position = turn.State.Tip.Validators.FindPosition(turn.Self);
        if (position < 0)
            yield break;
        var own = turn.State.Votes[position];
        if (own.Notarized.Count > 0)
            yield return own.Notarized.Values.Last();
        if (own.Nullified is not null)
            yield return own.Nullified;
        if (own.Finalized.Count > 0)
            yield return own.Finalized.Values.Last();
    }
}
