namespace Ledger.Replication;

/// <summary>
/// What stands in the log already, so that what happens again and again is said once in a while, and a flood of
/// different things is a few lines. Called from any thread.
/// </summary>
/// <param name="silence">How long a thing is not said again.</param>
/// <param name="countMax">Things remembered at once; further ones are not said meanwhile.</param>
public sealed class SaidLately<T>(TimeSpan silence, int countMax, TimeProvider clock)
    where T : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<T, DateTimeOffset> _said = [];

    /// <summary>True if it is to be said now.</summary>
    public bool IsNews(T what)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            foreach (var old in _said.Where(entry => now - entry.Value >= silence).Select(entry => entry.Key).ToList())
                _said.Remove(old);
            return _said.Count < countMax && _said.TryAdd(what, now);
        }
    }

    /// <summary>All is news again.</summary>
    public void Forget()
    {
        lock (_gate)
            _said.Clear();
    }
}
