using System.Collections.Concurrent;

namespace Ledger.Devnet.Bench;

/// <summary>How one transfer ended for whoever sent it.</summary>
/// <param name="Trouble">Why it failed, was refused or got no answer; null if it succeeded.</param>
internal readonly record struct LoadEnd(bool IsFinal, string? Trouble)
{
    public static readonly LoadEnd Succeeded = new(true, null);
}

/// <summary>How many transfers ended how. Any thread may add.</summary>
internal sealed class LoadTally
{
    private readonly ConcurrentDictionary<string, int> _troubles = new(StringComparer.Ordinal);
    private int _succeeded;
    private int _unsent;

    public int Succeeded => _succeeded;

    /// <summary>Due, but still waiting for their turn on a connection at the end.</summary>
    public int Unsent => _unsent;

    public IReadOnlyDictionary<string, int> Troubles => _troubles;

    public void Add(LoadEnd end)
    {
        if (end.Trouble is { } trouble)
            _troubles.AddOrUpdate(trouble, 1, (_, count) => count + 1);
        else
            Interlocked.Increment(ref _succeeded);
    }

    public void AddUnsent() => Interlocked.Increment(ref _unsent);
}
