using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Execution.Blocks;
using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Blocks;

/// <summary>
/// The pure work behind <see cref="IExecution"/>: makes blocks and judges those of others. The host chooses the
/// thread; an instance serves one at a time.
/// </summary>
public sealed class BlockWorker(NetworkId network, NetworkRules rules)
{
    private readonly BlockExecutor _executor = new(rules);

    /// <param name="state">The state after the request's parent.</param>
    public BuiltBlock Build(BuildRequest request, StateView state)
    {
        var draft = _executor.Build(ContextOf(request.Parent, request.Time), state, request.Candidates);
        var header = HeaderOn(request.Parent, draft.Block) with
        {
            CreatedView = request.View,
            Proposer = request.Proposer,
            Streak = request.Streak,
            TransactionRoot = Block.RootOf(draft.Transactions),
            TransactionCount = (uint)draft.Transactions.Length,
        };
        var block = new Block(header, request.Parent.Certificate, draft.Transactions);
        return new(request, block, draft.Block, draft.Refusals);
    }

    /// <param name="state">The state after the request's parent.</param>
    public JudgedBlock Judge(JudgeRequest request, StateView state)
    {
        var (parent, block) = (request.Parent, request.Block);
        if (block.Height != parent.Height.Next || block.Header.Parent != parent.Hash)
            return new(request, null, "It is not a child of the tip.");
        var context = ContextOf(parent, block.Header.Time);
        return _executor.Execute(context, state, block.Transactions) switch
        {
            BlockVerdict.Valid valid => Compare(request, valid.Block),
            BlockVerdict.Invalid invalid =>
                new(request, null, $"{invalid.Fault}, transaction {invalid.Transaction}: {invalid.Reason}."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private JudgedBlock Compare(JudgeRequest request, ExecutedBlock execution)
    {
        var claimed = request.Block.Header;
        var expected = HeaderOn(request.Parent, execution) with
        {
            CreatedView = claimed.CreatedView,
            Proposer = claimed.Proposer,
            Streak = claimed.Streak,
            ParentCertificateHash = claimed.ParentCertificateHash,
            TransactionRoot = claimed.TransactionRoot,
            TransactionCount = claimed.TransactionCount,
        };
        return FaultOf(claimed, expected) is { } fault ? new(request, null, fault) : new(request, execution, null);
    }

    private static string? FaultOf(Header claimed, Header expected)
    {
        if (claimed == expected)
            return null;
        if (claimed.StateRoot != expected.StateRoot)
            return "The state root differs.";
        if (claimed.OutcomeRoot != expected.OutcomeRoot)
            return "The outcome root differs.";
        return claimed.HistoryRoot != expected.HistoryRoot ? "The history root differs." : "The header differs.";
    }

    private static BlockContext ContextOf(ChainTip parent, Timestamp time) =>
        new(parent.Height.Next, time, parent.Header.Time);

    // All that follows from the parent and the execution; the proposer's own choices are filled in by the caller.
    private Header HeaderOn(ChainTip parent, ExecutedBlock execution) => new()
    {
        Network = network,
        Height = parent.Height.Next,
        CreatedView = View.First,
        Proposer = 0,
        Streak = 0,
        Time = execution.Time,
        Parent = parent.Hash,
        ParentCertificateHash = parent.Certificate?.Hash() ?? Digest.Zero,
        TransactionRoot = Digest.Zero,
        TransactionCount = 0,
        EvidenceRoot = MerkleFrontier.Empty.Root,
        ValidatorsHash = parent.Validators.Hash,
        NextValidatorsHash = parent.Validators.Hash,
        StateRoot = execution.StateRoot,
        OutcomeRoot = execution.OutcomeRoot,
        HistoryRoot = parent.History.Root,
    };
}
