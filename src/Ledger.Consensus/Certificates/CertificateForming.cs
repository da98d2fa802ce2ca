using System.Collections.Immutable;
using Ledger.Consensus.Votes;
using Ledger.Model;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Certificates;

/// <summary>Makes certificates of the votes in the slots: the first quorum in the order of the validator set.</summary>
internal static class CertificateForming
{
    public static int CountOf(Turn turn, Notarize vote) => turn.State.Votes.Count(votes => Agrees(votes, vote));

    public static int CountOf(Turn turn, Finalize vote) => turn.State.Votes.Count(votes => Agrees(votes, vote));

    public static NotarizationCertificate NotarizationOf(Turn turn, Notarize vote)
    {
        var signatures = Collect(turn, votes => Agrees(votes, vote) ? votes.Notarized[vote.View] : null, out _);
        return new(vote.Height, vote.View, vote.Parent, vote.Block, signatures);
    }

    public static FinalityCertificate FinalityOf(Turn turn, Finalize vote)
    {
        var signatures = Collect(turn, votes => Agrees(votes, vote) ? votes.Finalized[vote.View] : null, out _);
        return new(vote.Height, vote.View, vote.Block, signatures);
    }

    /// <summary>
    /// The highest view, the current one or above, that the ranges of a quorum cover; null if there is none.
    /// </summary>
    public static View? FindSkippedView(Turn turn)
    {
        View? highest = null;
        foreach (var votes in turn.State.Votes)
        {
            if (votes.Nullified is not { Vote: Nullify { High: var view } })
                continue;
            if (view < turn.State.View || view <= highest)
                continue;
            if (turn.State.Votes.Count(others => Skips(turn, others, view)) >= turn.Quorum)
                highest = view;
        }

        return highest;
    }

    public static SkipCertificate SkipOf(Turn turn, View view)
    {
        var signatures = Collect(turn, votes => Skips(turn, votes, view) ? votes.Nullified : null, out var signed);
        var ranges = signed.Select(vote => (Nullify)vote.Vote)
            .Select(nullify => new NullifiedRange(nullify.Low, nullify.High))
            .ToImmutableArray();
        var lowMax = ranges.Max(range => range.Low);
        var above = signed.First(vote => ((Nullify)vote.Vote).Low == lowMax).Notarization;
        return new(turn.State.Height, view, signatures, ranges, above);
    }

    private static QuorumSignatures Collect(
        Turn turn, Func<ValidatorVotes, SignedVote?> select, out List<SignedVote> signed)
    {
        signed = [];
        var signers = SignerBitmap.Empty(turn.State.Votes.Length);
        for (var position = 0; position < turn.State.Votes.Length && signed.Count < turn.Quorum; position++)
        {
            if (select(turn.State.Votes[position]) is not { } vote)
                continue;
            signed.Add(vote);
            signers = signers.With(position);
        }

        Invariant.That(signed.Count == turn.Quorum);
        return new(signers, [.. signed.Select(vote => vote.Signature)]);
    }

    private static bool Agrees(ValidatorVotes votes, Notarize vote) =>
        votes.Notarized.TryGetValue(vote.View, out var signed) && signed.Vote == vote;

    private static bool Agrees(ValidatorVotes votes, Finalize vote) =>
        votes.Finalized.TryGetValue(vote.View, out var signed) && signed.Vote == vote;

    private static bool Skips(Turn turn, ValidatorVotes votes, View view) => turn.Rules.SkipByCoverage
        ? votes.HasNullified(view)
        : votes.Nullified is { Vote: Nullify nullify } && nullify.High == view;
}
