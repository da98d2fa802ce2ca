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

    /// <summary>A part of it, or the same under another type: its signatures were checked with the rest.</summary>
    public Verified<TPart> Part<TPart>(Func<T, TPart> part)
        where TPart : class => new(part(Value));

    /// <summary>As <see cref="Part"/>, of several.</summary>
    public IEnumerable<Verified<TPart>> Parts<TPart>(Func<T, IEnumerable<TPart>> parts)
        where TPart : class => parts(Value).Select(part => new Verified<TPart>(part));
}

public static class Verified
{
    /// <summary>
    /// States that every signature in <paramref name="value"/> was found valid under the key it names.
    /// </summary>
    public static Verified<T> AfterChecking<T>(T value)
        where T : class => new(value);
}
