using Ledger.Node.Starting;

namespace Ledger.Node.Tests.Starting;

public sealed class DataDiskTests
{
    [Theory]
    [InlineData(0, "/data: its disk is full: 0 MiB are left")]
    [InlineData(DataDisk.FreeBytesMin - 1, "/data: its disk is full: 127 MiB are left")]
    public void Check_OfADiskThatIsNearlyFull_RefusesAndSaysHowMuchIsLeft(long free, string words)
    {
        var refused = Assert.Throws<StartRefusedException>(new DataDisk("/data", () => free).Check);

        Assert.StartsWith(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_OfADiskThatFillsUp_EndsTheNodeBeforeItIsFull()
    {
        var left = new Queue<long>([DataDisk.FreeBytesMin + 1, DataDisk.FreeBytesMin, DataDisk.FreeBytesMin - 1]);
        var disk = new DataDisk("/data", left.Dequeue) { Interval = TimeSpan.Zero };

        await Assert.ThrowsAsync<StartRefusedException>(() => disk.WatchAsync(CancellationToken.None));

        Assert.Empty(left);
    }
}
