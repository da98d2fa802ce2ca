using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Blocks;

/// <summary>
/// Outcomes of blocks that the store may not have yet: commits reach it only after the batch of inputs that made them.
/// </summary>
internal sealed class RecentOutcomes(IBlockStore store)
{
    private readonly Dictionary<TransactionId, CommittedTransaction> _outcomes = [];
    private Height _newest;

    /// <summary>Blocks come in the order of their heights.</summary>
    public void Add(TransactionId id, CommittedTransaction committed)
    {
        if (_newest != committed.Height)
            DropStored();
        _newest = committed.Height;
        _outcomes[id] = committed;
    }

    public CommittedTransaction? Find(TransactionId id) =>
        _outcomes.GetValueOrDefault(id) ?? store.FindTransaction(id);

    private void DropStored()
    {
        var stored = store.Tip.Height;
        foreach (var (id, committed) in _outcomes)
        {
            if (committed.Height <= stored)
                _outcomes.Remove(id);
        }
    }
}
