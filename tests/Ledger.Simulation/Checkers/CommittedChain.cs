using Ledger.Model.Blocks;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Checkers;

/// <summary>I1, I2, I3, I18: one block at each height, each on the one before, with nothing in it twice.</summary>
internal sealed class CommittedChain
{
    private readonly List<BlockCommit> _blocks = [];
    private readonly HashSet<TransactionId> _transactions = [];

    /// <summary>Processes that went along with a fork.</summary>
    private readonly HashSet<int> _astray = [];

    /// <summary>Where the tip was when a process was seen behind it, until that has reached it.</summary>
    private readonly Dictionary<int, int> _behind = [];

    public int Height => _blocks.Count;

    public IReadOnlyList<BlockCommit> Blocks => _blocks;

    /// <summary>Heights with two final blocks, where that is tolerated.</summary>
    public SortedSet<Height> Forks { get; } = [];

    public void Add(SimulatedNode node, BlockCommit commit, InvariantChecker checker)
    {
        var block = commit.Block.Block;
        var height = (int)block.Height.Value;
        NoteCatchUp(node, height, checker);
        InvariantChecker.Require(
            commit.Block.Certificate.Block == block.Hash && commit.Block.Certificate.Height == block.Height,
            "I2 certified chain",
            $"node {node.Slot} commits {block.Hash} with another's certificate");
        if (checker.ToleratesForks && (_astray.Contains(node.Slot) || IsFork(block)))
        {
            _astray.Add(node.Slot);
            return;
        }

        if (height <= _blocks.Count)
        {
            Compare(node, _blocks[height - 1], commit);
            return;
        }

        RequireNext(node, commit);
        if (commit.Block.Certificate.View.Value >= block.Header.CreatedView.Value + 2)
            checker.Note(Mark.CarriedOverTwoViews);
        for (var index = 0; index < block.Transactions.Length; index++)
            AddTransaction(node, block.Transactions[index], commit.Execution.Outcomes[index + 1], checker);
        _blocks.Add(commit);
    }

    private void RequireNext(SimulatedNode node, BlockCommit commit)
    {
        var block = commit.Block.Block;
        InvariantChecker.Require(
            node.IsValid(commit.Block.Certificate),
            "I2 certified chain",
            $"the certificate of {block.Hash} does not verify");
        var isNext = block.Height.Value == (ulong)_blocks.Count + 1
            && (_blocks.Count == 0 || block.Header.Parent == _blocks[^1].Tip.Hash);
        InvariantChecker.Require(
            isNext,
            "I2 certified chain",
            $"node {node.Slot} commits {block.Hash} at height {block.Height} without its parent");
    }

    private void AddTransaction(
        SimulatedNode node, Transaction transaction, ReadOnlyMemory<byte> outcome, InvariantChecker checker)
    {
        if (MarkOf(transaction.Body.Operations[0]) is { } mark && HasSucceeded(outcome))
            checker.Note(mark);
        InvariantChecker.Require(
            _transactions.Add(transaction.Id), "I3 validity", $"transaction {transaction.Id} is in the log twice");
        InvariantChecker.Require(
            node.IsOfCustomer(transaction), "I3 validity", $"nobody signed transaction {transaction.Id}");
    }

    private static Mark? MarkOf(Operation operation) => operation switch
    {
        Operation.Exchange => Mark.Exchanged,
        Operation.Capture => Mark.HoldCaptured,
        _ => null,
    };

    private static bool HasSucceeded(ReadOnlyMemory<byte> outcome) =>
        OutcomeCodec.TryDecode(outcome.Span, out Outcome? decoded) && decoded.Reason == Reason.None;

    private bool IsFork(Block block)
    {
        var height = (int)block.Height.Value;
        var isOther = height <= _blocks.Count
            ? _blocks[height - 1].Tip.Hash != block.Hash
            : height > 1 && block.Header.Parent != _blocks[height - 2].Tip.Hash;
        if (isOther && height <= _blocks.Count)
            Forks.Add(block.Height);
        return isOther;
    }

    private void NoteCatchUp(SimulatedNode node, int height, InvariantChecker checker)
    {
        if (height + 3 <= Height)
            _behind.TryAdd(node.Slot, Height);
        else if (height >= Height && _behind.Remove(node.Slot, out var tip) && Height > tip)
            checker.Note(Mark.CaughtUpInMotion);
    }

    private static void Compare(SimulatedNode node, BlockCommit known, BlockCommit commit)
    {
        InvariantChecker.Require(
            known.Tip.Hash == commit.Tip.Hash,
            "I1 agreement",
            $"node {node.Slot} commits {commit.Tip.Hash} at height {commit.Tip.Height}, others {known.Tip.Hash}");
        InvariantChecker.Require(
            known.Execution.StateRoot == commit.Execution.StateRoot,
            "I18 equal roots",
            $"node {node.Slot} has another state at height {commit.Tip.Height}");
    }
}
