namespace Ledger.Execution.State;

/// <summary>
/// A value of the state with its place. Some values are empty: that they stand there is all they say.
/// </summary>
public readonly record struct StateEntry(StateKey Key, ReadOnlyMemory<byte> Value);
