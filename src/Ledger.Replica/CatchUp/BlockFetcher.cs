using Ledger.Consensus;
using Ledger.Consensus.Messages;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Values;
using Ledger.Replica.Bodies;
using Ledger.Replica.Ports;

namespace Ledger.Replica.CatchUp;

/// <summary>
/// Gets blocks that are final already. There is no mode and no goal: whoever speaks of a higher block is asked for the
/// next ones, and what arrives counts only by its certificate (R14, PROTOCOL 10.8).
/// </summary>
internal sealed class BlockFetcher(ReplicaOptions options, BlockBodies bodies, Outbox outbox)
{
    /// <summary>A block just decided elsewhere is about to be decided here: so long it is not asked for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly SortedDictionary<ushort, Height> _claims = [];
    private readonly Queue<Verified<CertifiedBlock>> _arrived = [];
    private Verified<CertifiedBlock>? _next;
    private ushort? _asked;
    private ushort _lastAsked;
    private Height _askedFrom;
    private ChainTip? _tip;

    /// <summary>Blocks that arrived and wait for their turn.</summary>
    public int Count => _arrived.Count;

    /// <summary>Somebody speaks of a block above this tip, or such blocks are on their way into it.</summary>
    public bool IsBehind(Height tip) => _next is not null || _arrived.Count > 0 || Choose(tip) is not null;

    public void Begin(ChainTip tip)
    {
        _tip = tip;
        _next = null;
        TakeNext();
        if (_asked is null && _arrived.Count == 0)
            AskIfBehind(isOverdue: false);
    }

    /// <summary>A peer speaks of a block of this height: that only chooses whom to ask.</summary>
    public void Hint(ushort peer, Height height)
    {
        if (!_claims.TryGetValue(peer, out var known) || known < height)
            _claims[peer] = height;
        if (_asked is null && _arrived.Count == 0 && _next is null)
            AskIfBehind(isOverdue: false);
    }

    public void Disconnect(ushort peer)
    {
        _claims.Remove(peer);
        if (_asked == peer)
            Forgo();
    }

    public void OnBlocks(ushort peer, Verified<PeerMessage.Blocks> answer)
    {
        // One block unasked is an answer to a peer that wanted the body of what is final meanwhile.
        var isAsked = _asked == peer;
        if (_tip is null || (!isAsked && (answer.Value.Items.Length != 1 || _arrived.Count > 0)))
            return;
        if (isAsked)
        {
            _asked = null;
            outbox.CancelTimer(TimerPurpose.CatchUp);
        }

        foreach (var block in answer.Parts(blocks => blocks.Items).Take(options.CatchUpBlocks))
            _arrived.Enqueue(block);
        TakeNext();

        // Nothing came of what it claims. Without this it could be asked, and answer with old blocks, for ever.
        if (isAsked && _next is null && _askedFrom > _tip.Height)
            _claims.Remove(peer);
        if (_next is null && _asked is null)
            AskIfBehind(isOverdue: false);
    }

    public void OnTimer()
    {
        if (_asked is null)
            AskIfBehind(isOverdue: true);
        else
            Forgo();
    }

    /// <summary>A body was executed: if it is the block whose certificate is at hand, the core may commit it.</summary>
    public void OnJudged(BlockHash hash)
    {
        if (_next is { } next && next.Value.Block.Hash == hash)
            Present(next);
    }

    private void Forgo()
    {
        if (_asked is { } peer)
            _claims.Remove(peer);
        _asked = null;
        AskIfBehind(isOverdue: true);
    }

    private void TakeNext()
    {
        while (_next is null && _tip is not null && _arrived.TryDequeue(out var block))
        {
            if (block.Value.Block.Height <= _tip.Height)
                continue;
            if (!IsNext(_tip, block.Value))
            {
                _arrived.Clear();
                return;
            }

            _next = block;
            if (bodies.Adopt(block.Value.Block))
                Present(block);
        }
    }

    // Signatures were verified at the edge; whether they are of this block is judged here. One that is final and not a
    // child of the tip is let through: execution finds it invalid, and the core has to halt.
    private static bool IsNext(ChainTip tip, CertifiedBlock next) =>
        next.Block.Height == tip.Height.Next
        && next.Certificate.Height == next.Block.Height
        && next.Certificate.Block == next.Block.Hash
        && next.Block.FitsHeader();

    private void Present(Verified<CertifiedBlock> block)
    {
        var verdict = bodies.Find(block.Value.Block.Hash);
        if (verdict?.Stage == CandidateStage.Valid)
        {
            outbox.Tell(new Input.BlockSynced(outbox.Now, block.Part(certified => certified.Certificate)));
            return;
        }

        // Final elsewhere and invalid here: the core has to see both to halt.
        if (verdict?.Stage == CandidateStage.Invalid && _asked is null)
            outbox.Tell(new Input.Received(outbox.Now, _lastAsked, block.Part(CertificateOf)));
    }

    private static ConsensusMessage CertificateOf(CertifiedBlock block) =>
        new ConsensusMessage.Certified(block.Certificate);

    private void AskIfBehind(bool isOverdue)
    {
        if (_tip is null || Choose(_tip.Height) is not { } peer)
            return;
        if (!isOverdue && _claims.Values.Max() == _tip.Height.Next)
        {
            if (!outbox.IsRunning(TimerPurpose.CatchUp))
                outbox.SetTimer(TimerPurpose.CatchUp, Patience);
            return;
        }

        (_asked, _lastAsked, _askedFrom) = (peer, peer, _tip.Height.Next);
        outbox.Send(peer, new PeerMessage.GetBlocks(_askedFrom, options.CatchUpBlocks));
        outbox.SetTimer(TimerPurpose.CatchUp, options.CatchUpTimeout);
    }

    // In turn, and not the highest claim first: a peer that claims much and answers late costs its turns, no more.
    private ushort? Choose(Height tip)
    {
        ushort? first = null;
        foreach (var (peer, height) in _claims)
        {
            if (height <= tip)
                continue;
            if (peer > _lastAsked)
                return peer;
            first ??= peer;
        }

        return first;
    }
}
