using Ledger.Execution.State;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Api.Reading;

/// <summary>A committed state that several calls read at once; it is let go when the last of them is done.</summary>
public sealed class SharedState(ICommittedState state) : IDisposable
{
    private int _users = 1;

    public Height Height => state.Height;

    public StateView View => state.View;

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            state.Dispose();
    }

    /// <summary>The caller knows that somebody still holds it.</summary>
    internal SharedState Share()
    {
        Interlocked.Increment(ref _users);
        return this;
    }
}
