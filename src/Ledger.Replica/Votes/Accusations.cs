using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Votes;

/// <summary>
/// Contradicting votes that came to this node's notice, wherever they came from: each is kept and reported once, also
/// across restarts.
/// </summary>
internal sealed class Accusations
{
    /// <summary>Kept of one validator: it could sign any number of pairs, and one is enough to know it.</summary>
    public const int KeptPerValidatorMax = 16;

    private readonly HashSet<(ushort Culprit, Height Height, EvidenceKind Kind)> _known = [];
    private readonly Dictionary<ushort, int> _counts = [];
    private readonly Outbox _outbox;

    public Accusations(IBlockStore store, Outbox outbox)
    {
        _outbox = outbox;
        foreach (var evidence in store.ReadEvidence())
            TryNote(evidence);
    }

    /// <summary>Evidence that this node found: the others hear of it.</summary>
    public void Find(Evidence evidence)
    {
        if (Keep(evidence))
            _outbox.Broadcast(new PeerMessage.Accused(evidence));
    }

    /// <summary>Evidence that a peer found; its signatures were verified at the edge.</summary>
    public void Hear(Evidence evidence) => Keep(evidence);

    private bool Keep(Evidence evidence)
    {
        if (!TryNote(evidence))
            return false;
        _outbox.Keep(evidence);
        _outbox.Report(new ReplicaEvent.EvidenceFound(evidence));
        return true;
    }

    private bool TryNote(Evidence evidence)
    {
        var count = _counts.GetValueOrDefault(evidence.Culprit);
        if (count == KeptPerValidatorMax || !_known.Add((evidence.Culprit, evidence.First.Vote.Height, evidence.Kind)))
            return false;
        _counts[evidence.Culprit] = count + 1;
        return true;
    }
}
