using Ledger.Model;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Votes;

/// <summary>
/// What a validator has promised at the highest height it signed for: the last vote of each kind, with the
/// certificates it takes to repeat them after a crash. Durable before any of them leaves the node (R5, R6).
/// </summary>
public sealed record SignerState
{
    /// <summary>Nothing was ever signed.</summary>
    public static readonly SignerState Empty = new();

    public Height Height { get; init; }

    public Propose? Proposed { get; init; }

    public Notarize? Notarized { get; init; }

    public Nullify? Nullified { get; init; }

    /// <summary>What <see cref="Nullified"/> was attached with.</summary>
    public NotarizationCertificate? NullifiedAbove { get; init; }

    public Finalize? Finalized { get; init; }

    /// <summary>What <see cref="Finalized"/> rests on.</summary>
    public NotarizationCertificate? FinalizedUpon { get; init; }

    public View ProposedView => Proposed?.View ?? View.None;

    public View NotarizedView => Notarized?.View ?? View.None;

    public View NullifiedHigh => Nullified?.High ?? View.None;

    public View FinalizedView => Finalized?.View ?? View.None;

    /// <summary>The highest notarization certificate that the votes come with.</summary>
    public NotarizationCertificate? Notarization =>
        NullifiedAbove is null || FinalizedUpon is { } upon && upon.View >= NullifiedAbove.View
            ? FinalizedUpon
            : NullifiedAbove;

    /// <summary>The state as a node starts a height: empty, unless something was signed at it.</summary>
    public SignerState At(Height height) => height > Height ? new() { Height = height } : this;

    /// <summary>The state once this vote is signed; whether it may be is <see cref="SignerGuard"/>'s to say.</summary>
    public SignerState After(Vote vote, NotarizationCertificate? notarization)
    {
        var state = At(vote.Height);
        Invariant.That(state.Height == vote.Height);
        return vote switch
        {
            Propose propose => state with { Proposed = propose },
            Notarize notarize => state with { Notarized = notarize },
            Nullify nullify => state with { Nullified = nullify, NullifiedAbove = notarization },
            Finalize finalize => state with { Finalized = finalize, FinalizedUpon = notarization },
            _ => state,
        };
    }

    /// <summary>
    /// The later of two states in each field, never simply the last one read (R6). False if they contradict each
    /// other, which means that the key has signed somewhere else: the node must not vote.
    /// </summary>
    public bool TryMerge(SignerState other, out SignerState merged)
    {
        merged = Height >= other.Height ? this : other;
        if (Height != other.Height)
            return true;
        if (Contradicts(other))
            return false;
        if (other.ProposedView > merged.ProposedView)
            merged = merged with { Proposed = other.Proposed };
        if (other.NotarizedView > merged.NotarizedView)
            merged = merged with { Notarized = other.Notarized };
        if (other.NullifiedHigh > merged.NullifiedHigh)
            merged = merged with { Nullified = other.Nullified, NullifiedAbove = other.NullifiedAbove };
        if (other.FinalizedView > merged.FinalizedView)
            merged = merged with { Finalized = other.Finalized, FinalizedUpon = other.FinalizedUpon };
        return true;
    }

    /// <summary>The votes in the order in which they are cast again after a restart.</summary>
    public IEnumerable<(Vote Vote, NotarizationCertificate? Notarization)> Votes()
    {
        if (Notarized is not null)
            yield return (Notarized, null);
        if (Nullified is not null)
            yield return (Nullified, NullifiedAbove);
        if (Finalized is not null)
            yield return (Finalized, FinalizedUpon);
    }

    private bool Contradicts(SignerState other) =>
        (ProposedView == other.ProposedView && Proposed != other.Proposed)
        || (NotarizedView == other.NotarizedView && Notarized != other.Notarized)
        || (NullifiedHigh == other.NullifiedHigh && Nullified != other.Nullified)
        || (FinalizedView == other.FinalizedView && Finalized != other.Finalized);
}
