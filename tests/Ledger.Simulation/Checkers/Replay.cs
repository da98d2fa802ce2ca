using Ledger.Execution.State;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Checkers;

/// <summary>
/// I18, once more from outside: the agreed blocks are executed from genesis by somebody who saw nothing else, and
/// every process must have that state and no trace of anything that was not decided.
/// </summary>
internal static class Replay
{
    /// <param name="quiet">None where liars may keep the others awake.</param>
    public static void Check(
        NodeHost host, CommittedChain chain, IEnumerable<SimulatedNode> honest, QuietTime? quiet)
    {
        var replayed = host.Genesis.NewStore();
        var worker = host.NewWorker();
        var statesByHeight = honest.ToLookup(node => node.Store.Tip.Height.Value);
        foreach (var commit in chain.Blocks)
        {
            var judged = worker.Judge(new JudgeRequest(replayed.Tip, commit.Block.Block), replayed.State.View);
            InvariantChecker.Require(
                judged.Execution is not null, "I18 replay", $"height {commit.Tip.Height}: {judged.Fault}");
            quiet?.Check(replayed.Tip, commit, replayed.State.View.Entries, host.Checker);
            replayed.Commit(new(commit.Block, judged.Execution!, replayed.Tip.After(commit.Block)));
            foreach (var node in statesByHeight[commit.Tip.Height.Value])
                Compare(node, replayed.State);
        }
    }

    private static void Compare(SimulatedNode node, MemoryState replayed)
    {
        var areEqual = node.Store.State.Entries().SequenceEqual(replayed.Entries(), new EntryComparer());
        InvariantChecker.Require(areEqual, "I18 equal states", $"node {node.Slot} at height {node.Store.Tip.Height}");
    }

    private sealed class EntryComparer : IEqualityComparer<StateEntry>
    {
        public bool Equals(StateEntry one, StateEntry other) =>
            one.Key == other.Key && one.Value.Span.SequenceEqual(other.Value.Span);

        public int GetHashCode(StateEntry entry) => entry.Value.Length;
    }
}
