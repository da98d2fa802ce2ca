using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Votes;

/// <summary>
/// Stands before the key, apart from everything that decides what to sign: an honest validator never signs two votes
/// that contradict each other (PROTOCOL 9.5). To sign the very same vote again is always allowed.
/// </summary>
public sealed class SignerGuard
{
    private readonly ConsensusRules _rules;

    public SignerGuard()
        : this(ConsensusRules.All)
    {
    }

    internal SignerGuard(ConsensusRules rules) => _rules = rules;

    /// <summary>Judges a vote; <paramref name="next"/> is the state to make durable before it is signed.</summary>
    /// <param name="notarization">What the vote rests on (<see cref="Effect.CastVote"/>).</param>
    public VoteRefusal Judge(
        SignerState state, Vote vote, NotarizationCertificate? notarization, out SignerState next)
    {
        next = state;
        if (!vote.IsWellFormed || !IsFounded(vote, notarization))
            return VoteRefusal.Unfounded;
        if (vote.Height < state.Height)
            return VoteRefusal.HeightPassed;
        var current = state.At(vote.Height);
        if (IsRepeated(current, vote))
            return VoteRefusal.None;
        var refusal = RefusalOf(current, vote);
        if (refusal == VoteRefusal.None)
            next = current.After(vote, notarization);
        return refusal;
    }

    private static bool IsFounded(Vote vote, NotarizationCertificate? notarization) => vote switch
    {
        Finalize finalize => notarization is { } upon
            && upon.Height == finalize.Height && upon.View == finalize.View && upon.Block == finalize.Block,
        Nullify nullify when nullify.Low > View.First => notarization is { } above
            && above.Height == nullify.Height && above.View == nullify.Low.Previous,
        _ => notarization is null,
    };

    private static bool IsRepeated(SignerState state, Vote vote) =>
        vote == state.Proposed || vote == state.Notarized || vote == state.Nullified || vote == state.Finalized;

    private VoteRefusal RefusalOf(SignerState state, Vote vote) => vote switch
    {
        Propose propose => propose.View > state.ProposedView ? VoteRefusal.None : VoteRefusal.AlreadyProposed,
        Notarize notarize => RefusalOfNotarize(state, notarize),
        Nullify nullify => RefusalOfNullify(state, nullify),
        Finalize finalize => RefusalOfFinalize(state, finalize),
        _ => VoteRefusal.Unfounded,
    };

    // G2
    private VoteRefusal RefusalOfNotarize(SignerState state, Notarize vote) =>
        !_rules.NotarizeOnce
        || (vote.View > state.NotarizedView
            && vote.View > state.NullifiedHigh
            && vote.View > state.FinalizedView)
            ? VoteRefusal.None
            : VoteRefusal.NotarizeTooLate;

    // G3
    private VoteRefusal RefusalOfFinalize(SignerState state, Finalize vote)
    {
        if (vote.View <= state.FinalizedView)
            return VoteRefusal.AlreadyFinalized;
        if (_rules.FinalizeAboveNullified && vote.View <= state.NullifiedHigh)
            return VoteRefusal.FinalizeAfterNullify;
        var agrees = vote.View > state.NotarizedView
            || (vote.View == state.NotarizedView && vote.Block == state.Notarized!.Block);
        return agrees || !_rules.FinalizeAsNotarized ? VoteRefusal.None : VoteRefusal.FinalizeAgainstNotarize;
    }

    // G4
    private VoteRefusal RefusalOfNullify(SignerState state, Nullify vote)
    {
        if (vote.High <= state.NullifiedHigh || vote.High < state.NotarizedView)
            return VoteRefusal.NullifyTooLate;
        return vote.Low > state.FinalizedView || !_rules.NullifyAboveFinalized
            ? VoteRefusal.None
            : VoteRefusal.NullifyAfterFinalize;
    }
}
