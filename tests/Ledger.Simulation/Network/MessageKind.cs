using Ledger.Consensus.Messages;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Simulation.Network;

/// <summary>The words in which scenarios speak of messages.</summary>
internal enum MessageKind
{
    Other,
    Proposal,
    Notarize,
    Nullify,
    Finalize,
    Certificate,
    Batch,
    Body,
}

internal static class MessageKinds
{
    public static MessageKind Of(PeerMessage message) => message switch
    {
        PeerMessage.Consensus { Message: ConsensusMessage.Proposed } => MessageKind.Proposal,
        PeerMessage.Consensus { Message: ConsensusMessage.Certified } => MessageKind.Certificate,
        PeerMessage.Consensus { Message: ConsensusMessage.Voted { Vote.Vote: var vote } } => vote switch
        {
            Notarize _ => MessageKind.Notarize,
            Nullify _ => MessageKind.Nullify,
            Model.Votes.Finalize _ => MessageKind.Finalize,
            _ => MessageKind.Other,
        },
        PeerMessage.Batch or PeerMessage.FoundBatch => MessageKind.Batch,
        PeerMessage.Body => MessageKind.Body,
        _ => MessageKind.Other,
    };
}
