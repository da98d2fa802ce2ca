namespace Ledger.Replica.Pool;

/// <summary>What came in through one member's node, oldest batch first, and how much of the pool it takes.</summary>
internal sealed class PoolSource(ushort index)
{
    public ushort Index { get; } = index;

    public LinkedList<PooledBatch> Batches { get; } = [];

    public int Transactions { get; private set; }

    public long Bytes { get; private set; }

    public void Charge(int transactions, long bytes)
    {
        Transactions += transactions;
        Bytes += bytes;
    }
}
