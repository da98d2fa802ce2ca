using System.Threading.Channels;

namespace Ledger.Node.Work;

/// <summary>
/// Work that keeps a core busy for long, or waits for the disk, has a thread of its own: whoever answers the network
/// shares the pool's few threads with nothing of the kind, however much is asked for.
/// </summary>
internal static class OwnThread
{
    /// <param name="name">As the system's tools show it: 15 letters at most.</param>
    public static Task RunAsync(string name, Action work, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () =>
        {
            Thread.CurrentThread.Name = name;
            work();
        },
        cancellationToken,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>
    /// Holds the thread until something can be read; false once the channel was closed and is empty. The channel should
    /// allow synchronous continuations: then whoever writes wakes the thread, without the pool.
    /// </summary>
    public static bool WaitToRead<T>(this ChannelReader<T> reader, CancellationToken cancellationToken)
    {
        var waiting = reader.WaitToReadAsync(cancellationToken);
        return waiting.IsCompleted ? waiting.GetAwaiter().GetResult() : waiting.AsTask().GetAwaiter().GetResult();
    }
}
