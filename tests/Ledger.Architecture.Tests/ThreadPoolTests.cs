namespace Ledger.Architecture.Tests;

/// <summary>
/// Everybody who calls and every peer share the few threads of the pool. Whoever waits there for other work of the pool
/// holds a thread that this work may need: under load nothing moves, for seconds.
/// </summary>
public sealed class ThreadPoolTests
{
    private static readonly string[] Forms =
        [".AsParallel(", "Parallel.For", "Parallel.Invoke", ".Wait()", "Task.WaitAll(", "Task.WaitAny(", ".GetAwaiter().GetResult()"];

    /// <summary>A thread of its own may wait; the load of a measurement is made by a process of its own.</summary>
    private static readonly string[] Allowed =
    [
        Path.Combine("src", "Ledger.Devnet", "Bench", "LoadAccounts.cs"),
        Path.Combine("src", "Ledger.Node", "Work", "OwnThread.cs"),
    ];

    [Fact]
    public void Wait_ForOtherWork_HoldsNoThreadOfThePool()
    {
        var waiting = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file) is var text && Forms.Any(form => text.Contains(form, StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Repository.Root, file));

        Assert.Equal(Allowed, waiting.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
