using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Proposals;

/// <summary>A proposal of this node's own that waits for its signature.</summary>
public sealed record Draft(
    Propose Claim, Justification Justification, Header? Header, FinalityCertificate? ParentCertificate)
{
    public Proposal Signed(SignedVote claim) => new(claim)
    {
        Justification = Justification,
        Header = Header,
        ParentCertificate = ParentCertificate,
    };
}
