using System.Collections.Immutable;
using System.Threading.Channels;
using Ledger.Execution.State;
using Ledger.Model.Transactions;
using Ledger.Node.Loop;
using Ledger.Replica.Blocks;
using Ledger.Replica.Ports;
using Ledger.Storage.Chain;

namespace Ledger.Node.Work;

/// <summary>Runs the pure execution on a thread of its own, over a frozen view of the committed state.</summary>
internal sealed class ExecutionThread(BlockWorker worker, ChainStore store, Inbox inbox) : IExecution
{
    private readonly Channel<Order> _orders = Channel.CreateUnbounded<Order>(
        new() { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true });

    public void Build(BuildRequest request) => _orders.Writer.TryWrite(new(
        request.Parent,
        request.Candidates,
        state => new ReplicaInput.BlockBuilt(worker.Build(request, state))));

    public void Judge(JudgeRequest request) => _orders.Writer.TryWrite(new(
        request.Parent,
        request.Block.Transactions,
        state => new ReplicaInput.BlockJudged(worker.Judge(request, state))));

    /// <summary>Until it is cancelled; an exception is a bug, and ends the node.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        while (_orders.Reader.WaitToRead(cancellationToken))
        {
            while (_orders.Reader.TryRead(out var order))
                Execute(order);
        }
    }

    private void Execute(in Order order)
    {
        using var state = store.OpenCommittedState();

        // On another block than the tip: the replica no longer waits for it.
        if (order.Parent.Height != state.Height)
            return;
        state.ReadAhead(order.Transactions);
        inbox.PostOwn(order.Answer(state.View));
    }

    /// <param name="Transactions">What of the state will be read follows from them.</param>
    private readonly record struct Order(
        ChainTip Parent, ImmutableArray<Transaction> Transactions, Func<StateView, ReplicaInput> Answer);
}
