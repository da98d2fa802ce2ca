using Ledger.Model.Certificates;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Accountability;

/// <summary>
/// Finds pairs of votes that an honest validator never signs (PROTOCOL 9.10), among everything that passes by: votes
/// in slots, and votes inside certificates.
/// </summary>
internal static class Accusing
{
    /// <summary>Holds a vote against those kept of the same validator.</summary>
    /// <param name="position">The validator's position in the set.</param>
    public static void Compare(Turn turn, SignedVote vote, int position)
    {
        foreach (var kept in turn.State.Votes[position].All())
            Compare(turn, vote, kept);
    }

    /// <summary>Holds every vote in a certificate of this height against those kept of its signer.</summary>
    public static void Compare(Turn turn, Certificate certificate)
    {
        var validators = turn.State.Tip.Validators;
        foreach (var vote in certificate.Votes(validators))
            Compare(turn, vote, validators.FindPosition(vote.Signer));
    }

    /// <summary>Holds every vote in one certificate against the same signer's vote in the other.</summary>
    public static void Compare(Turn turn, Certificate one, Certificate other)
    {
        var votes = one.Votes(turn.State.Tip.Validators).ToDictionary(vote => vote.Signer);
        foreach (var vote in other.Votes(turn.State.Tip.Validators))
        {
            if (votes.TryGetValue(vote.Signer, out var paired))
                Compare(turn, vote, paired);
        }
    }

    private static void Compare(Turn turn, SignedVote one, SignedVote other)
    {
        if (!Evidence.TryFind(one, other, out var evidence))
            return;
        var accusation = (evidence!.Culprit, evidence.Kind);
        if (turn.State.Accused.Contains(accusation))
            return;
        turn.State = turn.State with { Accused = turn.State.Accused.Add(accusation) };
        turn.Emit(new Effect.ReportEvidence(evidence));
    }
}
