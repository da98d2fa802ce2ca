using Ledger.Replication.Queues;

namespace Ledger.Replication.Tests.Queues;

public sealed class BulkQueueTests
{
    [Fact]
    public async Task Add_MoreThanThePeerTakes_EndsTheQueueAfterWhatWasTaken()
    {
        var queue = new BulkQueue();
        var item = new BulkItem.StoredBlocks(Sample.Height, 1);
        var fitting = (int)(ReplicationLimits.BulkQueueBytesMax / item.Bytes);

        for (var count = 0; count <= fitting; count++)
            queue.Add(item);

        for (var count = 0; count < fitting; count++)
            Assert.Same(item, await queue.TakeAsync(CancellationToken.None));
        var end = await Assert.ThrowsAnyAsync<Exception>(async () => await queue.TakeAsync(CancellationToken.None));
        Assert.IsType<PeerFaultException>(end.InnerException);
    }
}
