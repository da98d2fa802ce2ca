using System.Collections.Immutable;
using Ledger.Consensus.Votes;
using Ledger.Model;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Bodies;

/// <summary>
/// Which blocks are here and valid, and asking for those that are not (PROTOCOL 9.8, algorithms 3, 6 and 8).
/// </summary>
internal static class BodyTable
{
    /// <summary>The proposals (or own draft) of two views, and the blocks of the two certificates kept.</summary>
    public const int BodiesMax = 4;

    public static BodyStatus? StatusOf(Turn turn, BlockHash block) =>
        turn.State.Bodies.TryGetValue(block, out var status) ? status : null;

    public static void Set(Turn turn, BlockHash block, BodyStatus status) =>
        turn.State = turn.State with { Bodies = turn.State.Bodies.SetItem(block, status) };

    /// <summary>Asks for the body of a proposal that was kept, or whose block a certificate names meanwhile.</summary>
    public static void AskFor(Turn turn, Proposal proposal)
    {
        if (!IsWanted(turn.State, proposal.Block) || StatusOf(turn, proposal.Block) >= BodyStatus.Valid)
            return;
        if (proposal.Header is not null)
        {
            Set(turn, proposal.Block, BodyStatus.Pending);
            turn.Emit(new Effect.Validate(proposal));
        }
        else if (StatusOf(turn, proposal.Block) is null)
        {
            Fetch(turn, proposal.Block, SourcesOf(turn, proposal));
        }
    }

    /// <summary>Asks for a body that a certificate names, once; <see cref="AskAgain"/> repeats it.</summary>
    public static void AskFor(Turn turn, BlockHash block, Certificate certificate)
    {
        if (StatusOf(turn, block) is null)
            Fetch(turn, block, SignersOf(turn, certificate));
    }

    /// <summary>Repeats what was asked for and not answered (R11).</summary>
    public static void AskAgain(Turn turn)
    {
        foreach (var (block, status) in turn.State.Bodies)
        {
            if (status == BodyStatus.Pending)
                Fetch(turn, block, SourcesOf(turn, block));
        }
    }

    /// <summary>The host's verdict on a body. One that nothing names any more is forgotten.</summary>
    public static void OnJudged(Turn turn, Height height, BlockHash block, bool isValid)
    {
        if (height != turn.State.Height || !IsWanted(turn.State, block))
            return;
        Set(turn, block, isValid ? BodyStatus.Valid : BodyStatus.Invalid);
        Voting.TryNotarize(turn);
        if (turn.State.Notarization is { } notarization && notarization.Block == block)
            Voting.TryFinalize(turn, notarization);
        TryCommit(turn);
    }

    public static void TryCommit(Turn turn)
    {
        if (turn.State.Finality is not { } finality || turn.State.IsCommitting)
            return;
        switch (StatusOf(turn, finality.Block))
        {
            case BodyStatus.Valid:
                turn.State = turn.State with { IsCommitting = true };
                turn.Emit(new Effect.Commit(finality));
                break;
            case BodyStatus.Invalid:
                turn.State = turn.State with { IsHalted = true };
                turn.Emit(new Effect.Halt(HaltReason.Divergence, [finality]));
                break;
        }
    }

    /// <summary>Forgets the bodies that no proposal and no certificate kept names any more.</summary>
    public static void Prune(Turn turn)
    {
        var state = turn.State;
        var wanted = state.Bodies.Where(entry => IsWanted(state, entry.Key));
        turn.State = state with { Bodies = wanted.ToImmutableSortedDictionary() };
        Invariant.That(turn.State.Bodies.Count <= BodiesMax);
    }

    private static bool IsWanted(ConsensusState state, BlockHash block) =>
        state.Proposal?.Block == block
        || state.Draft?.Claim.Block == block
        || state.PreviousProposal?.Block == block
        || state.Notarization?.Block == block
        || state.Finality?.Block == block;

    private static void Fetch(Turn turn, BlockHash block, ImmutableArray<ushort> sources)
    {
        Set(turn, block, BodyStatus.Pending);
        turn.Emit(new Effect.Fetch(turn.State.Height, block, sources));
    }

    private static ImmutableArray<ushort> SourcesOf(Turn turn, BlockHash block)
    {
        var state = turn.State;
        if (state.Finality?.Block == block)
            return SignersOf(turn, state.Finality);
        if (state.Notarization?.Block == block)
            return SignersOf(turn, state.Notarization);
        return state.Proposal?.Block == block ? SourcesOf(turn, state.Proposal) : [];
    }

    // A carried block is with those who notarized it; a fresh one with its leader, and with who voted for it.
    private static ImmutableArray<ushort> SourcesOf(Turn turn, Proposal proposal)
    {
        if (proposal.Justification.Notarization is { } notarization)
            return SignersOf(turn, notarization);
        var voters = turn.State.Votes
            .Where(votes => votes.Notarized.TryGetValue(proposal.View, out var vote)
                && ((Notarize)vote.Vote).Block == proposal.Block)
            .Select(votes => votes.Notarized[proposal.View].Signer);
        return [.. voters.Prepend(proposal.Signer).Distinct().Where(source => source != turn.Self)];
    }

    private static ImmutableArray<ushort> SignersOf(Turn turn, Certificate certificate) =>
    [
        .. certificate.Signatures.Signers.Positions()
            .Select(position => turn.State.Tip.Validators[position].Index)
            .Where(source => source != turn.Self),
    ];
}
