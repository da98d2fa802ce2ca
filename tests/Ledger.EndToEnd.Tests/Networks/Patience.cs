namespace Ledger.EndToEnd.Tests.Networks;

/// <summary>Waits for what must come. The deadline only says when a test has failed, so it is generous.</summary>
internal static class Patience
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(180);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public static async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Deadline)
                throw new TimeoutException($"After {Deadline.TotalSeconds} s still not true: {what}.");
            await Task.Delay(PollInterval);
        }
    }
}
