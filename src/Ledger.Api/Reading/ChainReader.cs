using Ledger.Api.Errors;
using Ledger.Api.Ports;
using Ledger.Model.Reasons;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Api.Reading;

/// <summary>
/// What calls read: the committed chain, and the states of the last heights. Told of each commit, so that a call can
/// wait for a height and find the state as it was a while ago.
/// </summary>
public sealed class ChainReader : IReplicaObserver, IDisposable
{
    /// <summary>How many heights below the tip a read may go.</summary>
    public const int HeightsKept = 256;

    /// <summary>How long a call waits for a height that the chain has not reached.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Queue<SharedState> _recent = new();
    private Height? _newest;
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChainReader(IBlockStore store, ILogIndex log)
    {
        (Store, Log) = (store, log);
        Keep();
    }

    public IBlockStore Store { get; }

    public ILogIndex Log { get; }

    public Height Tip => Store.Tip.Height;

    /// <summary>Block time of a height that the chain has.</summary>
    public Timestamp TimeOf(Height height) => Store.FindHeader(height)?.Time ?? Timestamp.Epoch;

    void IReplicaObserver.Observe(ReplicaEvent happened)
    {
        if (happened is ReplicaEvent.BlockCommitted)
            Keep();
    }

    /// <summary>
    /// For a call that reads no earlier height than it asks for: waits for it, but not for ever. Throws the call's error.
    /// </summary>
    public async Task ReachAsync(ulong minHeight, CancellationToken cancellationToken)
    {
        if (Tip.Value >= minHeight)
            return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(WaitMax);
        try
        {
            await WaitForAsync(new(minHeight), patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw RpcErrors.Of(Reason.NodeHeightNotReached);
        }
    }

    /// <summary>Returns once the chain has this height.</summary>
    public async Task WaitForAsync(Height height, CancellationToken cancellationToken)
    {
        while (Tip < height)
        {
            // Taken before the second look: a commit in between completes it.
            var grown = Volatile.Read(ref _grown);
            if (Tip < height)
                await grown.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The state after a height, or after the tip. Dispose to let it go. Throws the call's error.</summary>
    public SharedState Open(Height? at)
    {
        lock (_gate)
        {
            foreach (var state in _recent)
            {
                if (state.Height == (at ?? _newest))
                    return state.Share();
            }
        }

        throw RpcErrors.Of(at > Tip ? Reason.NodeHeightNotReached : Reason.NodeHeightPruned);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            while (_recent.TryDequeue(out var state))
                state.Dispose();
        }
    }

    private void Keep()
    {
        TaskCompletionSource grown;
        lock (_gate)
        {
            var state = Store.OpenState();
            if (state.Height == _newest)
            {
                // Two commits in one turn of the loop are told one after the other, when both are stored.
                state.Dispose();
                return;
            }

            _newest = state.Height;
            _recent.Enqueue(new(state));
            if (_recent.Count > HeightsKept + 1)
                _recent.Dequeue().Dispose();
            grown = Interlocked.Exchange(ref _grown, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        grown.SetResult();
    }
}
