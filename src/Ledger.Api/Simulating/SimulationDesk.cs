using System.Collections.Concurrent;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Execution.Blocks;
using Ledger.Model.Values;

namespace Ledger.Api.Simulating;

/// <summary>
/// Runs the ledger's own execution on the newest state and drops what it did.
/// </summary>
internal sealed class SimulationDesk(ChainReader chain, INodeStatus node, TimeProvider clock) : IDisposable
{
    private readonly HeavyCalls _calls = new();
    private readonly ConcurrentBag<BlockExecutor> _executors = [];

    /// <param name="state">The newest state; the block that is imagined comes next.</param>
    public async Task<Simulation> RunAsync(
        SharedState state, TransactionId id, SimulatedBody transaction, CancellationToken cancellationToken)
    {
        using var place = await _calls.EnterAsync(cancellationToken);
        if (!_executors.TryTake(out var executor))
            executor = new(NetworkRules.Of(node.Genesis));
        var simulation = executor.Simulate(ContextOf(state), state.View, id, transaction.Body, transaction.Policies);
        _executors.Add(executor);
        return simulation;
    }

    public void Dispose() => _calls.Dispose();

    private BlockContext ContextOf(SharedState state)
    {
        var parent = chain.TimeOf(state.Height);
        var now = (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds();
        return new(state.Height.Next, new(Math.Max(parent.Milliseconds + 1, now)), parent);
    }
}
