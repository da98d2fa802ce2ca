using System.Collections.Concurrent;
using System.Collections.Immutable;
using Ledger.Consensus.Messages;
using Ledger.Consensus.Votes;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Replication.Membership;

/// <summary>
/// The last vote of each kind at the highest height that was heard of each validator: its node is shown them when it
/// greets, and an old copy finds votes among them that it has no record of (PROTOCOL 10.1). Bounded by the validators.
/// Thread-safe.
/// </summary>
internal sealed class HeardVotes
{
    /// <summary>One of each kind.</summary>
    public const int VotesMax = 4;

    /// <summary>
    /// Certificates that are read again: each has the votes of a quorum, so a validator who voted is in some.
    /// </summary>
    private const ulong RecalledMax = 64;

    private readonly ConcurrentDictionary<ushort, Heard> _byValidator = new();

    /// <summary>Takes note of a message whose signatures are valid.</summary>
    public void Hear(PeerMessage message)
    {
        var vote = message switch
        {
            PeerMessage.Consensus { Message: ConsensusMessage.Voted voted } => voted.Vote,
            PeerMessage.Consensus { Message: ConsensusMessage.Proposed proposed } => proposed.Proposal.Claim,
            _ => null,
        };
        if (vote is not null)
            Hear(vote);
    }

    /// <summary>After a restart: what the last certificates have kept.</summary>
    public void Recall(IBlockStore store, Func<Height, ValidatorSet?> validatorsOf)
    {
        var tip = store.Tip.Height;
        var before = new Height(tip.Value > RecalledMax ? tip.Value - RecalledMax : 0);
        for (var height = before.Next; height <= tip; height = height.Next)
        {
            if (store.FindCertificate(height) is not { } certificate || validatorsOf(height) is not { } validators)
                continue;
            foreach (var vote in certificate.Votes(validators))
                Hear(vote);
        }
    }

    public ImmutableArray<SignedVote> Of(ushort validator) =>
        _byValidator.TryGetValue(validator, out var heard) ? heard.Votes : [];

    private void Hear(SignedVote vote) =>
        _byValidator.AddOrUpdate(vote.Signer, _ => Heard.Nothing.With(vote), (_, heard) => heard.With(vote));

    private sealed record Heard(SignerState Promised, ImmutableArray<SignedVote> Votes)
    {
        public static readonly Heard Nothing = new(SignerState.Empty, []);

        public Heard With(SignedVote vote)
        {
            var one = SignerState.Empty.After(vote.Vote, notarization: null);
            if (!Promised.TryMerge(one, out var merged) || merged == Promised)
                return this;
            var kept = Votes.Where(other =>
                other.Vote.Height == vote.Vote.Height && other.Vote.Kind != vote.Vote.Kind);
            return new(merged, [.. kept, vote with { Notarization = null }]);
        }
    }
}
