using Ledger.Consensus.Votes;
using Ledger.Keys.SignerState;
using Ledger.Model.Encoding;
using Ledger.Model.Votes;
using Ledger.Node.Starting;

namespace Ledger.Node.Work;

/// <summary>
/// The last vote of each kind that a key signed, in canonical form one behind the other. Certificates are left out:
/// to repeat a vote is the journal's business, this is only for saying no.
/// </summary>
internal static class SignerRecord
{
    public static IEnumerable<Vote> VotesOf(SignerState signed) =>
        new Vote?[] { signed.Proposed, signed.Notarized, signed.Nullified, signed.Finalized }.OfType<Vote>();

    /// <summary>Whether the record of these promises has the vote, or later ones.</summary>
    public static bool Knows(SignerState signed, Vote vote) =>
        signed.TryMerge(SignerState.Empty.After(vote, notarization: null), out var merged)
        && VotesOf(merged).SequenceEqual(VotesOf(signed));

    public static byte[] Encode(SignerState signed)
    {
        var votes = VotesOf(signed).ToArray();
        var writer = new FixedWriter(new byte[votes.Sum(vote => vote.Size)]);
        foreach (var vote in votes)
            vote.WriteTo(ref writer);
        return writer.Written.ToArray();
    }

    public static SignerState Decode(SignerStateFile file)
    {
        var signed = SignerState.Empty;
        var reader = new FixedReader(file.State.Span);
        while (reader.Remaining > 0)
        {
            signed = Vote.Read(ref reader) is { } vote
                ? signed.After(vote, null)
                : throw new StartRefusedException(
                    "The record of what the consensus key signed, beside the key, is of another version than this program.");
        }

        return signed;
    }
}
