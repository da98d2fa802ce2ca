using Ledger.Model.Values;

namespace Ledger.Execution.State;

/// <summary>The state before genesis.</summary>
public sealed class EmptyState : IStateReader
{
    public static readonly EmptyState Instance = new();

    private EmptyState()
    {
    }

    public bool TryRead(in StateKey key, out ReadOnlyMemory<byte> value)
    {
        value = default;
        return false;
    }

    public bool TryFindNonce(AccountId author, Nonce nonce, out TransactionId transaction)
    {
        transaction = default;
        return false;
    }

    public void ReadRange(in StateKey from, in StateKey until, int countMax, ICollection<StateEntry> entries)
    {
    }
}
