using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>
/// The database as the last commit left it, frozen once for all who read it until the next: a snapshot of its own for
/// each reader costs more than most of them read. Safe for many threads.
/// </summary>
internal sealed class FrozenTip(RocksDatabase database, Func<RocksView, StoredTip> readTip) : IDisposable
{
    private readonly Lock _gate = new();
    private RocksView? _view;
    private StoredTip? _tip;

    /// <summary>The caller disposes the view.</summary>
    public (RocksView View, StoredTip Tip) Open()
    {
        lock (_gate)
        {
            // The tip comes from the frozen view itself: a commit may happen between any two lines here.
            _view ??= database.TakeSnapshot();
            _tip ??= readTip(_view);
            return (_view.Share(), _tip);
        }
    }

    /// <summary>After a write: who opens from now on sees it.</summary>
    public void Renew()
    {
        lock (_gate)
        {
            _view?.Dispose();
            (_view, _tip) = (null, null);
        }
    }

    public void Dispose() => Renew();
}
