namespace Ledger.Storage.Chain;

/// <summary>The minutes of which the replay part may remember nonces: where to look, not what is there.</summary>
internal readonly record struct ReplayMinutes(ulong Oldest, ulong Newest)
{
    public static readonly ReplayMinutes None = new(1, 0);

    public bool IsEmpty => Oldest > Newest;

    public ReplayMinutes With(ulong minute) =>
        IsEmpty ? new(minute, minute) : new(Math.Min(Oldest, minute), Math.Max(Newest, minute));

    public ReplayMinutes Without(ulong minute) => minute >= Oldest && !IsEmpty ? new(minute + 1, Newest) : this;
}
