using System.Threading.Channels;
using Ledger.Node.Work;

namespace Ledger.Node.Tests.Work;

public sealed class OwnThreadTests
{
    [Fact]
    public async Task RunAsync_Work_RunsOutsideThePoolUnderItsName()
    {
        var (isPool, name) = (true, "");

        await OwnThread.RunAsync(
            "own", () => (isPool, name) = (Thread.CurrentThread.IsThreadPoolThread, Thread.CurrentThread.Name), default);

        Assert.Equal((false, "own"), (isPool, name));
    }

    [Fact]
    public async Task WaitToRead_AnEmptyChannel_HoldsUntilThereIsSomethingOrItIsClosed()
    {
        var channel = Channel.CreateUnbounded<int>(new() { AllowSynchronousContinuations = true });
        var read = new List<int>();
        var reading = OwnThread.RunAsync(
            "own",
            () =>
            {
                while (channel.Reader.WaitToRead(default))
                {
                    while (channel.Reader.TryRead(out var number))
                        read.Add(number);
                }
            },
            default);

        for (var number = 0; number < 100; number++)
            await channel.Writer.WriteAsync(number);
        channel.Writer.Complete();
        await reading;

        Assert.Equal(Enumerable.Range(0, 100), read);
    }

    [Fact]
    public async Task WaitToRead_Cancelled_CancelsTheWork()
    {
        var channel = Channel.CreateUnbounded<int>();
        using var source = new CancellationTokenSource();
        var waiting = OwnThread.RunAsync("own", () => channel.Reader.WaitToRead(source.Token), source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(waiting.IsCanceled);
    }
}
