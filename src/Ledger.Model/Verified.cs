namespace Ledger.Model;

/// <summary>
/// Something whose signatures were checked at the node's edge. The replica takes nothing else from outside, so that
/// the type says what was done; only an edge (or a simulator that signs nothing) makes one.
/// </summary>
public readonly record struct Verified<T>
    where T : class
{
    internal Verified(T value) => Value = value;

    public T Value { get; }
}

public static class Verified
{
    /// <summary>
    /// States that every signature in <paramref name="value"/> was found valid under the key it names.
    /// </summary>
    public static Verified<T> AfterChecking<T>(T value)
        where T : class => new(value);
}
