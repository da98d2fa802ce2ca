using System.Collections.Immutable;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Votes;

/// <summary>
/// One validator's votes of the height, as far as they are kept (PROTOCOL 9.9): the first of each kind in each view
/// near the current one, and of nullify votes the one that reaches highest. Nothing a validator sends makes it grow
/// beyond that (R15).
/// </summary>
public sealed record ValidatorVotes
{
    /// <summary>Views below and above the current one whose votes are kept.</summary>
    public const uint ViewsAround = 8;

    public static readonly ValidatorVotes Empty = new();

    public ImmutableSortedDictionary<View, SignedVote> Proposed { get; init; } =
        ImmutableSortedDictionary<View, SignedVote>.Empty;

    public ImmutableSortedDictionary<View, SignedVote> Notarized { get; init; } =
        ImmutableSortedDictionary<View, SignedVote>.Empty;

    public ImmutableSortedDictionary<View, SignedVote> Finalized { get; init; } =
        ImmutableSortedDictionary<View, SignedVote>.Empty;

    public SignedVote? Nullified { get; init; }

    public IEnumerable<SignedVote> All()
    {
        var latest = Nullified is null ? [] : new[] { Nullified };
        return Proposed.Values.Concat(Notarized.Values).Concat(Finalized.Values).Concat(latest);
    }

    /// <summary>Keeps the vote if it has a slot and that is free; false if nothing changed.</summary>
    public bool TryAdd(SignedVote vote, View current, out ValidatorVotes votes)
    {
        votes = vote.Vote switch
        {
            Propose propose when IsNear(propose.View, current) && !Proposed.ContainsKey(propose.View) =>
                this with { Proposed = Proposed.Add(propose.View, vote) },
            Notarize notarize when IsNear(notarize.View, current) && !Notarized.ContainsKey(notarize.View) =>
                this with { Notarized = Notarized.Add(notarize.View, vote) },
            Finalize finalize when IsNear(finalize.View, current) && !Finalized.ContainsKey(finalize.View) =>
                this with { Finalized = Finalized.Add(finalize.View, vote) },
            Nullify nullify when Nullified is not { Vote: Nullify kept } || nullify.High > kept.High =>
                this with { Nullified = vote },
            _ => this,
        };
        return !ReferenceEquals(votes, this);
    }

    /// <summary>Drops what lies too far below the current view.</summary>
    public ValidatorVotes Near(View current) => this with
    {
        Proposed = Pruned(Proposed, current),
        Notarized = Pruned(Notarized, current),
        Finalized = Pruned(Finalized, current),
    };

    public bool HasNullified(View view) => Nullified is { Vote: Nullify nullify } && nullify.Covers(view);

    private static bool IsNear(View view, View current) =>
        view > current ? view.Value - current.Value <= ViewsAround : current.Value - view.Value <= ViewsAround;

    private static ImmutableSortedDictionary<View, SignedVote> Pruned(
        ImmutableSortedDictionary<View, SignedVote> votes, View current)
    {
        foreach (var view in votes.Keys)
        {
            if (!IsNear(view, current))
                votes = votes.Remove(view);
        }

        return votes;
    }
}
