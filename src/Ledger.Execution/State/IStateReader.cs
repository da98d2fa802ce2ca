using Ledger.Model.Values;

namespace Ledger.Execution.State;

/// <summary>
/// The state after one block, and nothing later: the only port of execution. An adapter may read ahead what
/// <see cref="ReadAhead"/> lists, and answer from memory.
/// </summary>
public interface IStateReader
{
    /// <summary>The returned memory does not change for as long as the reader is used.</summary>
    bool TryRead(in StateKey key, out ReadOnlyMemory<byte> value);

    /// <summary>
    /// The transaction that used this nonce of this author, whatever minute of the replay part remembers it. A nonce
    /// stands in one minute at most.
    /// </summary>
    bool TryFindNonce(AccountId author, Nonce nonce, out TransactionId transaction);

    /// <summary>
    /// Appends, in ascending order, the entries from <paramref name="from"/> up to before <paramref name="until"/>,
    /// at most <paramref name="countMax"/> of them. Both bounds are of one part.
    /// </summary>
    void ReadRange(in StateKey from, in StateKey until, int countMax, ICollection<StateEntry> entries);
}
