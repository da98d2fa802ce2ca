using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Simulation.Checkers;

/// <summary>I4: all that honest keys ever signed, restarts included; no two of it contradict each other.</summary>
internal sealed class StatementLog
{
    private readonly Dictionary<(ushort Signer, Height Height), List<SignedVote>> _signed = [];

    public void Add(ushort signer, Vote vote)
    {
        var signed = new SignedVote(vote, signer, default);
        if (!_signed.TryGetValue((signer, vote.Height), out var others))
            _signed[(signer, vote.Height)] = others = [];
        if (others.Exists(other => other.Vote == vote))
            return;
        foreach (var other in others)
        {
            var contradicts = Evidence.TryFind(other, signed, out var evidence);
            InvariantChecker.Require(
                !contradicts, "I4 no contradicting votes", $"{evidence?.Kind} by {signer}: {other.Vote} and {vote}");
        }

        others.Add(signed);
    }
}
