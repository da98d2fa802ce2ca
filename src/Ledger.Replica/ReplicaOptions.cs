using Ledger.Model;
using Ledger.Replica.Pool;

namespace Ledger.Replica;

/// <summary>What one node may choose for itself; nothing here has to agree between nodes.</summary>
public sealed record ReplicaOptions
{
    public required PoolLimits Pool { get; init; }

    /// <summary>A batch is sent once it has so many transactions.</summary>
    public int BatchTransactionsMax { get; init; } = 256;

    /// <summary>A batch is sent once its transactions take so many bytes.</summary>
    public int BatchBytesMax { get; init; } = 64 * 1024;

    /// <summary>A batch is sent once its first transaction has waited so long.</summary>
    public TimeSpan BatchDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Bytes kept for a peer until it acknowledges them; what is older it has to ask for.</summary>
    public long UnacknowledgedBytesMax { get; init; } = 64L << 20;

    /// <summary>
    /// Of these, bytes that are on their way to the peer at once, about the largest block: what it asks for does not wait
    /// behind more.
    /// </summary>
    public long UnderwayBytesMax { get; init; } = 8L << 20;

    /// <summary>A batch that a proposal names may still be on its way: so long nobody is asked for it.</summary>
    public TimeSpan FetchDelay { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How long a peer has to answer before another is asked.</summary>
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a peer has to answer a request for committed blocks.</summary>
    public TimeSpan CatchUpTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Committed blocks that are asked for at once.</summary>
    public int CatchUpBlocks { get; init; } = 64;

    /// <summary>Submissions that may wait for an outcome at once.</summary>
    public int WaitersMax { get; init; } = 200_000;

    public void Validate()
    {
        Pool.Validate();
        Invariant.That(BatchTransactionsMax is > 0 and <= Batches.TransactionBatch.TransactionsMax);
        Invariant.That(BatchBytesMax is > 0 and <= Batches.TransactionBatch.BytesMax / 2);
        Invariant.That(UnderwayBytesMax > 0 && UnderwayBytesMax <= UnacknowledgedBytesMax);
        Invariant.That(CatchUpBlocks is > 0 and <= Ports.PeerMessage.GetBlocks.CountMax);
        Invariant.That(WaitersMax > 0);
    }
}
