namespace Ledger.Grpc.Tests.Calls;

/// <summary>Waits for a condition of another process, with a deadline instead of a fixed pause.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task Holds(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(Deadline);
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(10), timeout.Token);
    }
}
