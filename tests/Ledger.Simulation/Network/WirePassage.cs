using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Model.Transactions;
using Ledger.Replica.Ports;
using Ledger.Replication.Sessions;
using Ledger.Replication.Wire;
using Ledger.Simulation.Checkers;
using Ledger.Simulation.Running;

namespace Ledger.Simulation.Network;

/// <summary>What becomes of a message between two real nodes: bytes, and a message again.</summary>
internal sealed class WirePassage
{
    private readonly PeerWire _wire;

    public WirePassage(SimulatedGenesis genesis)
    {
        var document = genesis.Document;
        var codec = new TransactionCodec(document.Id, document.Network, document.Parameters);
        _wire = new(document.Id, codec, document.Parameters, _ => genesis.Tip.Validators);
    }

    public PeerMessage Pass(PeerMessage message)
    {
        var status = message is PeerMessage.Consensus consensus
            ? Pass(ConsensusWire.Encode(consensus), out var passed)
            : Pass(BulkWire.Encode(message), out passed);
        InvariantChecker.Require(status == DecodeStatus.Decoded, "wire forms", $"{message} is {status}");
        return passed!;
    }

    private DecodeStatus Pass(ConsensusEnvelope envelope, out PeerMessage? passed) =>
        _wire.Consensus.Decode(ConsensusEnvelope.Parser.ParseFrom(envelope.ToByteArray()), out passed);

    private DecodeStatus Pass(BulkEnvelope envelope, out PeerMessage? passed) =>
        _wire.Bulk.Decode(BulkEnvelope.Parser.ParseFrom(envelope.ToByteArray()), out passed);
}
