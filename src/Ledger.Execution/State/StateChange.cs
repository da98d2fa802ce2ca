namespace Ledger.Execution.State;

/// <summary>What a block makes of one entry: a new value, or its removal.</summary>
public readonly record struct StateChange(StateKey Key, ReadOnlyMemory<byte> Value, bool IsRemoval)
{
    public static StateChange Put(in StateKey key, ReadOnlyMemory<byte> value) => new(key, value, IsRemoval: false);

    public static StateChange Remove(in StateKey key) => new(key, default, IsRemoval: true);
}
