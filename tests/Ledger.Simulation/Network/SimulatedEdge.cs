using Ledger.Consensus.Messages;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Simulation.Network;

/// <summary>
/// What the real node's edge does: nothing unsigned gets to a replica, and votes only from their author.
/// </summary>
/// <param name="hasFullQuorum">Off where a smaller quorum is planted: then certificates are taken as they come.</param>
internal sealed class SimulatedEdge(VoteVerifier verifier, bool hasFullQuorum)
{
    public bool IsValid(Certificate certificate) => verifier.IsValid(certificate);

    public bool Accepts(ushort peer, PeerMessage message) => message switch
    {
        PeerMessage.Consensus { Message: var consensus } => Accepts(peer, consensus),
        PeerMessage.Accused { Evidence: var evidence } =>
            verifier.IsSigned(evidence.First) && verifier.IsSigned(evidence.Second),
        PeerMessage.Blocks { Items: var blocks } => blocks.All(Accepts),
        _ => true,
    };

    private bool Accepts(ushort peer, ConsensusMessage message) => message switch
    {
        ConsensusMessage.Proposed { Proposal: var proposal } => !hasFullQuorum || verifier.IsValid(proposal),
        ConsensusMessage.Voted { Vote: var vote } =>
            vote.Signer == peer && (!hasFullQuorum || verifier.IsValid(vote)),
        ConsensusMessage.Certified { Certificate: var certificate } => !hasFullQuorum || verifier.IsValid(certificate),
        _ => true,
    };

    private bool Accepts(CertifiedBlock block) => !hasFullQuorum || verifier.IsValid(block.Certificate);
}
