using Ledger.Consensus.Messages;
using Ledger.Model.Certificates;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Simulation.Checkers;

/// <summary>
/// I13: everything signed that was ever heard, liars included, as those would collect it who look into a fork.
/// </summary>
internal sealed class AccountabilityLog
{
    private readonly HashSet<SignedVote> _votes = [];
    private readonly HashSet<Certificate> _certificates = [];

    public void Add(ConsensusMessage message)
    {
        switch (message)
        {
            case ConsensusMessage.Voted { Vote: var vote }:
                _votes.Add(vote with { Notarization = null });
                Add(vote.Notarization);
                break;
            case ConsensusMessage.Proposed { Proposal: var proposal }:
                _votes.Add(proposal.Claim);
                Add(proposal.Justification.Skip);
                Add(proposal.Justification.Notarization);
                Add(proposal.ParentCertificate);
                break;
            case ConsensusMessage.Certified { Certificate: var certificate }:
                Add(certificate);
                break;
        }
    }

    /// <summary>Whoever signed a pair that contradicts itself at this height.</summary>
    public IReadOnlySet<ushort> CulpritsAt(Height height, ValidatorSet validators)
    {
        var votes = _certificates.Where(certificate => certificate.Height == height)
            .SelectMany(certificate => certificate.Votes(validators))
            .Concat(_votes.Where(vote => vote.Vote.Height == height))
            .Distinct()
            .ToLookup(vote => vote.Signer);
        return votes.Where(signed => HasPair([.. signed])).Select(signed => signed.Key).ToHashSet();
    }

    private static bool HasPair(SignedVote[] votes) => Array.Exists(
        votes, one => Array.Exists(votes, other => Evidence.TryFind(one, other, out _)));

    private void Add(Certificate? certificate)
    {
        if (certificate is not null)
            _certificates.Add(certificate);
        if (certificate is SkipCertificate { Notarization: { } nested })
            _certificates.Add(nested);
    }
}
