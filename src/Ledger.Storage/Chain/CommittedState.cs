using Ledger.Execution.State;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>
/// The state after one block, frozen. Many threads may read it, but not while one of them reads ahead.
/// </summary>
public sealed class CommittedState : ICommittedState
{
    private readonly RocksView _view;
    private readonly RocksStateReader _entries;
    private int _isDisposed;

    internal CommittedState(RocksView view, ChainFamilies families, StoredTip tip, PageCache pages)
    {
        _view = view;
        _entries = new(view, families, tip.Minutes);
        Height = tip.Height;
        View = new(_entries, new RocksPageReader(view, families, pages, tip.Height));
    }

    public Height Height { get; }

    public StateView View { get; }

    /// <summary>Fetches what these transactions will read in a few large reads.</summary>
    public void ReadAhead(IEnumerable<Transaction> transactions)
    {
        var keys = new List<StateKey>();
        var nonces = new List<NonceKey>();
        foreach (var transaction in transactions)
        {
            Execution.State.ReadAhead.AddKeys(transaction, keys);
            nonces.Add(new(transaction.Body.Author, transaction.Body.Nonce));
        }

        _entries.ReadAhead(keys);
        _entries.ReadAhead(nonces);
    }

    public void Dispose()
    {
        // The view has other owners, which a second time would rob.
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            _view.Dispose();
    }
}
