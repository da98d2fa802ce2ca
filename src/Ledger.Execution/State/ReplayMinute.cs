using Ledger.Cryptography.Trees;
using Ledger.Model.Values;

namespace Ledger.Execution.State;

/// <summary>
/// The minutes under which the replay part remembers nonces, counted from 1, the minute that begins at the epoch
/// (PROTOCOL 7.8): 0 would name the part's own tree.
/// </summary>
public static class ReplayMinute
{
    private const ulong MillisecondsPerMinute = 60_000;

    public static ulong Of(Timestamp time) => (time.Milliseconds / MillisecondsPerMinute) + 1;

    /// <summary>The nested tree that holds the nonces of a minute.</summary>
    public static TreeId Tree(ulong minute) => new((byte)StatePart.Replay, minute);
}
