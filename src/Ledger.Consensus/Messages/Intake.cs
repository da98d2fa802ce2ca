using Ledger.Consensus.Certificates;
using Ledger.Consensus.Peers;
using Ledger.Consensus.Proposals;
using Ledger.Consensus.Votes;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Messages;

/// <summary>Hearing a peer (PROTOCOL 9.8, algorithm 9): by height first, then by kind.</summary>
internal static class Intake
{
    private const int EarlyVotesMax = 4;

    // One answer for each peer and pause, so that nobody can make us talk (R15).
    private static readonly TimeSpan ReplyPause = TimeSpan.FromMilliseconds(250);

    public static void Hear(Turn turn, ushort peer, ConsensusMessage message)
    {
        if (!turn.IsValidator(peer))
            return;
        var before = turn.State.Peers.GetValueOrDefault(peer);
        NoteProgress(turn, peer, message);
        if (message.Height > turn.State.Height)
            HearAhead(turn, peer, message, before);
        else if (message.Height == turn.State.Height)
            HearNow(turn, peer, message);
        else
            HearLate(turn, peer, message);
    }

    private static void HearNow(Turn turn, ushort peer, ConsensusMessage message)
    {
        switch (message)
        {
            case ConsensusMessage.Proposed proposed:
                HearParent(turn, peer, proposed.Proposal);
                Proposing.OnProposal(turn, proposed.Proposal);
                break;
            case ConsensusMessage.Voted voted when voted.Vote.Signer == peer:
                Tallies.OnVote(turn, voted.Vote);
                break;
            case ConsensusMessage.Certified certified:
                Certifying.OnCertificate(turn, certified.Certificate, peer);
                break;
            case ConsensusMessage.Status status when status.View < turn.State.View && turn.State.Entry is { } entry:
                Reply(turn, peer, new Effect.Send(peer, new ConsensusMessage.Certified(entry)));
                break;
            case ConsensusMessage.GetProposal asked when ProposalOf(turn.State, asked.View) is { } proposal:
                Reply(turn, peer, new Effect.Send(peer, new ConsensusMessage.Proposed(proposal)));
                break;
        }
    }

    // Late notarize and finalize votes are everyday; whoever sends anything else at an old height is stuck there.
    private static void HearLate(Turn turn, ushort peer, ConsensusMessage message)
    {
        switch (message)
        {
            case ConsensusMessage.Certified { Certificate: FinalityCertificate finality }:
                Certifying.OnFinality(turn, finality, peer);
                break;
            case ConsensusMessage.Certified:
            case ConsensusMessage.Voted { Vote.Vote.Kind: VoteKind.Notarize or VoteKind.Finalize }:
                break;
            default:
                Reply(turn, peer, new Effect.OfferBlock(peer, message.Height));
                break;
        }
    }

    private static void HearAhead(Turn turn, ushort peer, ConsensusMessage message, PeerProgress before)
    {
        if (message.Height > before.Height)
            turn.Emit(new Effect.SyncHint(peer, message.Height.Previous, IsProven: false));
        switch (message)
        {
            case ConsensusMessage.Proposed proposed:
                HearParent(turn, peer, proposed.Proposal);
                Keep(turn, peer, message);
                break;
            case ConsensusMessage.Certified { Certificate: FinalityCertificate finality }:
                Certifying.OnFinality(turn, finality, peer);
                break;
            case ConsensusMessage.Voted voted when voted.Vote.Signer == peer:
                Keep(turn, peer, message);
                break;
        }
    }

    private static void HearParent(Turn turn, ushort peer, Proposal proposal)
    {
        if (proposal.ParentCertificate is not null)
            Certifying.OnFinality(turn, proposal.ParentCertificate, peer);
    }

    // Four votes of each validator in views 1 to 4 of the next height, and one proposal of its first view.
    private static void Keep(Turn turn, ushort peer, ConsensusMessage message)
    {
        var state = turn.State;
        if (message.Height != state.Height.Next || state.Early.Any(early => early.Message == message))
            return;
        var kept = state.Early.Where(early => early.Peer == peer).Select(early => early.Message);
        var hasRoom = message switch
        {
            ConsensusMessage.Proposed proposed => proposed.Proposal.Signer == peer
                && proposed.Proposal.View == View.First
                && !kept.OfType<ConsensusMessage.Proposed>().Any(),
            ConsensusMessage.Voted voted => ViewOf(voted.Vote.Vote).Value <= EarlyVotesMax
                && kept.OfType<ConsensusMessage.Voted>().Count() < EarlyVotesMax,
            _ => false,
        };
        if (hasRoom)
            turn.State = state with { Early = state.Early.Add(new(peer, message)) };
    }

    private static void Reply(Turn turn, ushort peer, Effect reply)
    {
        var progress = turn.State.Peers.GetValueOrDefault(peer);
        if (progress.RepliedAt is { } last && last <= turn.Now && turn.Now.Since(last) < ReplyPause)
            return;
        turn.State = turn.State with
        {
            Peers = turn.State.Peers.SetItem(peer, progress with { RepliedAt = turn.Now }),
        };
        turn.Emit(reply);
    }

    private static Proposal? ProposalOf(ConsensusState state, View view)
    {
        if (state.Proposal?.View == view)
            return state.Proposal;
        return state.PreviousProposal?.View == view ? state.PreviousProposal : null;
    }

    private static void NoteProgress(Turn turn, ushort peer, ConsensusMessage message)
    {
        var (height, view) = message switch
        {
            ConsensusMessage.Proposed proposed => (message.Height, proposed.Proposal.View),
            ConsensusMessage.Voted { Vote.Vote: Finalize finalize } => (message.Height, After(finalize.View)),
            ConsensusMessage.Voted voted => (message.Height, ViewOf(voted.Vote.Vote)),
            ConsensusMessage.Certified { Certificate: FinalityCertificate } => (message.Height.Next, View.First),
            ConsensusMessage.Certified certified => (message.Height, After(certified.Certificate.View)),
            ConsensusMessage.Status status => (message.Height, status.View),
            _ => (message.Height, View.None),
        };
        var progress = turn.State.Peers.GetValueOrDefault(peer).AtLeast(height, view);
        turn.State = turn.State with { Peers = turn.State.Peers.SetItem(peer, progress) };
    }

    private static View ViewOf(Vote vote) => vote switch
    {
        Propose propose => propose.View,
        Notarize notarize => notarize.View,
        Nullify nullify => nullify.High,
        Finalize finalize => finalize.View,
        _ => View.None,
    };

    // The view number is the peer's word: the very last one has no successor.
    private static View After(View view) => view.Value == uint.MaxValue ? view : view.Next;
}
