using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Votes;

/// <summary>Contradicting votes that came to this node's notice: each is reported once, wherever it came from.</summary>
internal sealed class Accusations(Outbox outbox)
{
    /// <summary>The oldest makes room: what is forgotten may be reported again, and nothing worse.</summary>
    private const int KnownMax = 1024;

    private readonly HashSet<(ushort Culprit, Height Height, EvidenceKind Kind)> _known = [];
    private readonly Queue<(ushort Culprit, Height Height, EvidenceKind Kind)> _order = [];

    /// <summary>Evidence that this node found: the others hear of it.</summary>
    public void Find(Evidence evidence)
    {
        if (Note(evidence))
            outbox.Broadcast(new PeerMessage.Accused(evidence));
    }

    /// <summary>Evidence that a peer found; its signatures were verified at the edge.</summary>
    public void Hear(Evidence evidence) => Note(evidence);

    private bool Note(Evidence evidence)
    {
        var key = (evidence.Culprit, evidence.First.Vote.Height, evidence.Kind);
        if (!_known.Add(key))
            return false;
        _order.Enqueue(key);
        if (_order.Count > KnownMax)
            _known.Remove(_order.Dequeue());
        outbox.Report(new ReplicaEvent.EvidenceFound(evidence));
        return true;
    }
}
