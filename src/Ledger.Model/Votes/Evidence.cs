using Ledger.Model.Encoding;

namespace Ledger.Model.Votes;

/// <summary>
/// Two votes of one validator that an honest one never signs both of (PROTOCOL 9.10). Stateless: whoever knows the
/// validator set of the height can check it.
/// </summary>
public sealed record Evidence
{
    private Evidence(EvidenceKind kind, SignedVote first, SignedVote second) =>
        (Kind, First, Second) = (kind, first, second);

    public EvidenceKind Kind { get; }

    /// <summary>The one whose canonical bytes sort first, so that equal evidence has equal bytes.</summary>
    public SignedVote First { get; }

    public SignedVote Second { get; }

    /// <summary>The validator's registry index.</summary>
    public ushort Culprit => First.Signer;

    /// <summary>True if the two contradict each other; signatures are not looked at.</summary>
    public static bool TryFind(SignedVote one, SignedVote other, out Evidence? evidence)
    {
        evidence = null;
        if (one.Signer != other.Signer || one.Vote.Height != other.Vote.Height)
            return false;
        var kind = KindOf(one.Vote, other.Vote) ?? KindOf(other.Vote, one.Vote);
        if (kind is null)
            return false;
        var (first, second) = (one with { Notarization = null }, other with { Notarization = null });
        evidence = first.ToBytes().AsSpan().SequenceCompareTo(second.ToBytes()) <= 0
            ? new(kind.Value, first, second)
            : new(kind.Value, second, first);
        return true;
    }

    /// <summary>Canonical bytes: both signed votes, one after the other.</summary>
    public byte[] ToBytes() => [.. First.ToBytes(), .. Second.ToBytes()];

    public static bool TryRead(ReadOnlySpan<byte> bytes, out Evidence? evidence)
    {
        var reader = new FixedReader(bytes);
        var (first, second) = (SignedVote.Read(ref reader), SignedVote.Read(ref reader));
        evidence = null;
        if (!reader.IsAtSoundEnd || first is null || second is null || !TryFind(first, second, out var found))
            return false;
        // Votes in the other order are the same evidence, but not its canonical bytes.
        evidence = found!.First == first ? found : null;
        return evidence is not null;
    }

    private static EvidenceKind? KindOf(Vote one, Vote other) => (one, other) switch
    {
        (Propose a, Propose b) when a.View == b.View && (a.Parent, a.Block) != (b.Parent, b.Block) =>
            EvidenceKind.TwoProposals,
        (Notarize a, Notarize b) when a.View == b.View && a != b => EvidenceKind.TwoNotarizations,
        (Finalize a, Nullify b) when b.Covers(a.View) => EvidenceKind.FinalizedAndNullified,
        (Finalize a, Finalize b) when a.View == b.View && a != b => EvidenceKind.TwoFinalizations,
        (Notarize a, Finalize b) when a.View == b.View && a.Block != b.Block => EvidenceKind.FinalizedAnother,
        _ => null,
    };
}

/// <summary>Which promise was broken: E1 to E5. Numbers reach disk: explicit, never reused.</summary>
public enum EvidenceKind : byte
{
    /// <summary>E1: two proposals in one view with different block or parent view.</summary>
    TwoProposals = 1,

    /// <summary>E2: two different blocks or parent views notarized in one view.</summary>
    TwoNotarizations = 2,

    /// <summary>E3: finalized in a view that is inside a nullified range.</summary>
    FinalizedAndNullified = 3,

    /// <summary>E4: two blocks finalized in one view.</summary>
    TwoFinalizations = 4,

    /// <summary>E5: one block notarized and another finalized in one view.</summary>
    FinalizedAnother = 5,
}
