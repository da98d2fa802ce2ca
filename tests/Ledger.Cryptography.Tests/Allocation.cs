namespace Ledger.Cryptography.Tests;

internal static class Allocation
{
    private const int Rounds = 100;

    /// <summary>
    /// Bytes that this thread allocates in a hundred rounds of what has run before, so all is compiled.
    /// </summary>
    public static long Of(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
