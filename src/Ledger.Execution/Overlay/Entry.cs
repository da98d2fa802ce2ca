namespace Ledger.Execution.Overlay;

/// <summary>
/// One value of the state in decoded form, as the block has left it so far. Before a transaction changes it, the
/// overlay saves it, so that a transaction that fails leaves no trace.
/// </summary>
internal abstract class Entry
{
    /// <summary>The value in the state that the block builds on; empty if there is none.</summary>
    public ReadOnlyMemory<byte> BaseBytes { get; protected set; }

    /// <summary>Whether the transaction at work has saved it already.</summary>
    public bool IsSaved { get; set; }

    public abstract void Save();

    public abstract void Restore();

    /// <summary>Adds what differs from the state that the block builds on.</summary>
    public abstract void AddChanges(ChangeList changes);
}
