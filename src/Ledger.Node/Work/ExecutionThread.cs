using System.Threading.Channels;
using Ledger.Node.Loop;
using Ledger.Replica.Blocks;
using Ledger.Replica.Ports;
using Ledger.Storage.Chain;

namespace Ledger.Node.Work;

/// <summary>Runs the pure execution on a thread of its own, over a frozen view of the committed state.</summary>
internal sealed class ExecutionThread(BlockWorker worker, ChainStore store, Inbox inbox) : IExecution
{
    private readonly Channel<object> _requests =
        Channel.CreateUnbounded<object>(new() { SingleReader = true, SingleWriter = true });

    public void Build(BuildRequest request) => _requests.Writer.TryWrite(request);

    public void Judge(JudgeRequest request) => _requests.Writer.TryWrite(request);

    /// <summary>Until it is cancelled; an exception is a bug, and ends the node.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var request in _requests.Reader.ReadAllAsync(cancellationToken))
        {
            using var state = store.OpenCommittedState();
            if (Answer(request, state) is { } answer)
                inbox.PostOwn(answer);
        }
    }

    /// <summary>Null for a request on another block than the tip: the replica no longer waits for it.</summary>
    private ReplicaInput? Answer(object request, CommittedState state)
    {
        switch (request)
        {
            case BuildRequest build when build.Parent.Height == state.Height:
                state.ReadAhead(build.Candidates);
                return new ReplicaInput.BlockBuilt(worker.Build(build, state.View));
            case JudgeRequest judge when judge.Parent.Height == state.Height:
                state.ReadAhead(judge.Block.Transactions);
                return new ReplicaInput.BlockJudged(worker.Judge(judge, state.View));
            default:
                return null;
        }
    }
}
