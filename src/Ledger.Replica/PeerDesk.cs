using Ledger.Consensus;
using Ledger.Consensus.Messages;
using Ledger.Model;
using Ledger.Model.Certificates;
using Ledger.Replica.Ports;

namespace Ledger.Replica;

/// <summary>What peers say goes where it belongs, and what they ask for is answered if it is at hand (PROTOCOL 10).</summary>
internal sealed class PeerDesk(ReplicaParts parts)
{
    private readonly Outbox _outbox = parts.Outbox;

    public void Receive(ushort peer, PeerMessage message)
    {
        switch (message)
        {
            case PeerMessage.Consensus consensus:
                if (consensus.Message is ConsensusMessage.Proposed proposed)
                    parts.Bodies.Remember(peer, proposed.Proposal, consensus.Recipe);
                if (consensus.Message is ConsensusMessage.Certified { Certificate: FinalityCertificate finality })
                    HoldAgainstStore(finality);
                _outbox.Tell(new Input.Received(_outbox.Now, peer, Verified.AfterChecking(consensus.Message)));
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
            case PeerMessage.Blocks blocks:
                parts.Fetcher.OnBlocks(peer, blocks.Items);
                break;
            default:
                Serve(peer, message);
                break;
        }
    }

    // The core remembers the last height only; of those before it the store knows what was final.
    private void HoldAgainstStore(FinalityCertificate shown)
    {
        if (shown.Height >= parts.Tip.Height || parts.Store.FindCertificate(shown.Height) is not { } known)
            return;
        if (known.Block != shown.Block)
            _outbox.Tell(new Input.ConflictFound(_outbox.Now, known, Verified.AfterChecking(shown)));
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
