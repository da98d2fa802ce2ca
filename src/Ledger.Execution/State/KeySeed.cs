namespace Ledger.Execution.State;

/// <summary>
/// The seed that look-ups of one owner share. It may change while they are empty: each block brings its own, so that
/// nobody can choose keys for it ahead.
/// </summary>
public sealed class KeySeed(ulong value = 0)
{
    public ulong Value { get; internal set; } = value;
}
