using Ledger.Execution.State;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>The state after one block, frozen. One thread reads it at a time.</summary>
public sealed class CommittedState : ICommittedState
{
    private readonly RocksView _view;
    private readonly RocksStateReader _entries;

    internal CommittedState(RocksView view, ChainFamilies families, StoredTip tip)
    {
        _view = view;
        _entries = new(view, families, tip.Minutes);
        Height = tip.Height;
        View = new(_entries, new RocksPageReader(view, families));
    }

    public Height Height { get; }

    public StateView View { get; }

    /// <summary>Fetches what these transactions will read in one batch.</summary>
    public void ReadAhead(IEnumerable<Transaction> transactions)
    {
        var keys = new List<StateKey>();
        foreach (var transaction in transactions)
            Execution.State.ReadAhead.AddKeys(transaction, keys);
        _entries.ReadAhead(keys);
    }

    public void Dispose() => _view.Dispose();
}
