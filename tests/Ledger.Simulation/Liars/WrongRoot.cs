using Ledger.Consensus.Messages;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Liars;

/// <summary>Proposes blocks whose header claims another state than they lead to, and votes for them.</summary>
internal sealed class WrongRoot(NodeHost host) : ILiar
{
    public bool OnSend(SimulatedNode node, ushort? peer, PeerMessage message)
    {
        if (message is not PeerMessage.Consensus { Message: ConsensusMessage.Proposed { Proposal: var proposal } } sent)
            return false;
        if (proposal is not { Header: { } header } || proposal.Parent > View.None || proposal.Signer != node.Index)
            return false;
        var wrong = header with { StateRoot = Sha256.Hash("anything"u8) };
        var claim = (Propose)proposal.Claim.Vote with { Block = wrong.Hash() };
        var forged = new Proposal(Forgery.Sign(host, node, claim))
        {
            Justification = proposal.Justification,
            Header = wrong,
            ParentCertificate = proposal.ParentCertificate,
        };
        host.Network!.Broadcast(node, sent with { Message = new ConsensusMessage.Proposed(forged) });
        Forgery.Cast(host, node, new Notarize(claim.Height, claim.View, claim.Parent, claim.Block));
        return true;
    }
}
