using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Batches;

/// <summary>
/// Batches that peers sent when the pool had no room for them: their senders have them still, and are asked for them
/// as soon as there is. So a burst that fills the pools is worked off at full speed, whoever leads.
/// </summary>
internal sealed class OwedBatches(ReplicaOptions options, TransactionPool pool, Outbox outbox)
{
    /// <summary>Names kept of each peer's batches. What comes beyond is offered again by its sender in time.</summary>
    public const int NamesPerPeerMax = 1024;

    private readonly SortedDictionary<ushort, Queue<Digest>> _names = [];
    private readonly HashSet<(ushort Peer, Digest Batch)> _asked = [];

    public int CountOf(ushort peer) => _names.GetValueOrDefault(peer)?.Count ?? 0;

    public void Note(ushort peer, Digest batch)
    {
        if (!_names.TryGetValue(peer, out var names))
            _names[peer] = names = [];
        if (names.Count < NamesPerPeerMax && !names.Contains(batch))
            names.Enqueue(batch);
    }

    /// <summary>
    /// A block has made room. Answers that did not come to what was asked before are no longer waited for.
    /// </summary>
    public void Ask()
    {
        _asked.Clear();
        foreach (var (peer, names) in _names)
        {
            var wanted = ImmutableArray.CreateBuilder<Digest>();
            while (wanted.Count < PeerMessage.GetBatches.IdsMax && names.Count > 0 && HasRoom(peer, wanted.Count + 1))
                wanted.Add(names.Dequeue());
            if (wanted.Count == 0)
                continue;
            _asked.UnionWith(wanted.Select(batch => (peer, batch)));
            outbox.Send(peer, new PeerMessage.GetBatches(wanted.ToImmutable()));
        }
    }

    /// <summary>True if the peer was asked for this batch of its own.</summary>
    public bool TryTake(ushort peer, Digest batch) => _asked.Remove((peer, batch));

    private bool HasRoom(ushort peer, int batches) =>
        pool.HasRoom(peer, batches * options.BatchTransactionsMax, (long)batches * options.BatchBytesMax);
}
