using Ledger.Consensus;
using Ledger.Consensus.Messages;
using Ledger.Model;
using Ledger.Model.Certificates;
using Ledger.Replica.Ports;

namespace Ledger.Replica;

/// <summary>
/// What peers say goes where it belongs, and what they ask for is answered if it is at hand (PROTOCOL 10).
/// </summary>
internal sealed class PeerDesk(ReplicaParts parts)
{
    private readonly Outbox _outbox = parts.Outbox;

    public void Receive(ushort peer, Verified<PeerMessage> message)
    {
        switch (message.Value)
        {
            case PeerMessage.Consensus:
                Hear(peer, message.Part(whole => (PeerMessage.Consensus)whole));
                break;
            case PeerMessage.Accused accused:
                parts.Accusations.Hear(accused.Evidence);
                break;
            case PeerMessage.Batch batch:
                if (parts.Batches.OnBatch(peer, batch, parts.Tip))
                    parts.Bodies.OnBatch(batch.Content.Id);
                break;
            case PeerMessage.BatchAcknowledged acknowledged:
                parts.Batches.OnAcknowledged(peer, acknowledged.Sequence);
                break;
            case PeerMessage.FoundBatch found:
                parts.Batches.OnFoundBatch(peer, found.Content, parts.Tip);
                parts.Bodies.OnFoundBatch(found.Content);
                break;
            case PeerMessage.Body body:
                parts.Bodies.OnBody(body.Block);
                break;
            case PeerMessage.Blocks:
                parts.Fetcher.OnBlocks(peer, message.Part(whole => (PeerMessage.Blocks)whole));
                break;
            default:
                Serve(peer, message.Value);
                break;
        }
    }

    private void Hear(ushort peer, Verified<PeerMessage.Consensus> heard)
    {
        var message = heard.Part(whole => whole.Message);
        if (message.Value is ConsensusMessage.Proposed proposed)
            parts.Bodies.Remember(peer, proposed.Proposal, heard.Value.Recipe);
        if (message.Value is ConsensusMessage.Certified { Certificate: FinalityCertificate })
            HoldAgainstStore(message.Part(FinalityOf));
        _outbox.Tell(new Input.Received(_outbox.Now, peer, message));
    }

    private static FinalityCertificate FinalityOf(ConsensusMessage message) =>
        (FinalityCertificate)((ConsensusMessage.Certified)message).Certificate;

    // The core remembers the last height only; of those before it the store knows what was final.
    private void HoldAgainstStore(Verified<FinalityCertificate> shown)
    {
        var height = shown.Value.Height;
        if (height >= parts.Tip.Height || parts.Store.FindCertificate(height) is not { } known)
            return;
        if (known.Block != shown.Value.Block)
            _outbox.Tell(new Input.ConflictFound(_outbox.Now, known, shown));
    }

    private void Serve(ushort peer, PeerMessage wanted)
    {
        switch (wanted)
        {
            case PeerMessage.GetBatches batches:
                SendBatches(peer, batches);
                break;
            case PeerMessage.GetBody body when body.Height == parts.Tip.Height.Next:
                if (parts.Bodies.Find(body.Block)?.Block is { } block)
                    _outbox.Send(peer, new PeerMessage.Body(block));
                break;
            case PeerMessage.GetBody body when body.Height <= parts.Tip.Height:
                _outbox.Release(new ReleasedEffect.SendBlocks(peer, body.Height, 1));
                break;
            case PeerMessage.GetBlocks blocks when blocks.From <= parts.Tip.Height && blocks.Count > 0:
                var count = Math.Min(blocks.Count, PeerMessage.GetBlocks.CountMax);
                _outbox.Release(new ReleasedEffect.SendBlocks(peer, blocks.From, count));
                break;
        }
    }

    private void SendBatches(ushort peer, PeerMessage.GetBatches wanted)
    {
        foreach (var id in wanted.Ids.Take(PeerMessage.GetBatches.IdsMax))
        {
            if (parts.Pool.FindBatch(id)?.Whole() is { } batch)
                _outbox.Send(peer, new PeerMessage.FoundBatch(batch));
        }
    }
}
