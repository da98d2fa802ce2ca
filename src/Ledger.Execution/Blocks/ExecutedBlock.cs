using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Execution.State;
using Ledger.Model.Values;

namespace Ledger.Execution.Blocks;

/// <summary>All that a block makes of the state it builds on. Nothing is stored until somebody stores it.</summary>
public sealed class ExecutedBlock
{
    public required Height Height { get; init; }

    public required Timestamp Time { get; init; }

    /// <summary>Leaf 0 is the block's own outcome, leaf i + 1 that of transaction i.</summary>
    public required OutcomeLeaves Outcomes { get; init; }

    /// <summary>
    /// Sorted by key, none twice. Where a minute of the replay part is dropped its root is removed here; its nonces
    /// are not listed one by one (<see cref="DroppedMinutes"/>).
    /// </summary>
    public required ReadOnlyMemory<StateChange> Changes { get; init; }

    /// <summary>
    /// Minutes of the replay part that go as a whole, with all their nonces, before the changes come.
    /// </summary>
    public required IReadOnlyList<ulong> DroppedMinutes { get; init; }

    /// <summary>The changed pages of all state trees.</summary>
    public required TreeOverlay Pages { get; init; }

    public required Digest StateRoot { get; init; }

    public Digest OutcomeRoot => Outcomes.Root;

    /// <summary>Work units of all transactions together, lots touched included (PROTOCOL 8.2).</summary>
    public required uint WorkUnits { get; init; }
}
