using System.Collections.Immutable;
using Ledger.Execution.Admission;
using Ledger.Execution.Invariants;
using Ledger.Execution.Operations;
using Ledger.Execution.Outcomes;
using Ledger.Execution.Overlay;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Blocks;

/// <summary>
/// The ledger as a function: a state and a block in, outcomes, changes and roots out (PROTOCOL 8). Keeps working
/// memory from block to block and nothing else, so an instance serves one thread at a time.
/// </summary>
public sealed class BlockExecutor
{
    private readonly NetworkRules _rules;
    private readonly StateOverlay _overlay = new();
    private readonly OutcomeWriter _outcomes = new();
    private readonly TransactionRun _run;
    private readonly StateCommitment _commitment;
    private readonly BlockInvariants _invariants = new();
    private readonly List<StateEntry> _due = [];

    public BlockExecutor(NetworkRules rules)
    {
        _rules = rules;
        _run = new(rules, _overlay, _outcomes);
        _commitment = new(_overlay);
    }

    /// <summary>Benchmarks switch this off to see what all the rest costs; then the roots are zero.</summary>
    internal bool MakesRoots { get; init; } = true;

    /// <summary>
    /// Executes a block that another node proposed: valid with all it makes, or invalid with the first fault.
    /// </summary>
    public BlockVerdict Execute(BlockContext context, StateView state, IReadOnlyList<Transaction> transactions)
    {
        if (FindFault(context, transactions) is { } fault)
            return new BlockVerdict.Invalid(fault, 0, Reason.None);
        Begin(context, state, SeedOf(transactions));
        uint workUnits = 0;
        for (var i = 0; i < transactions.Count; i++)
        {
            var end = _run.Run(transactions[i], _rules.Parameters.BlockWorkUnitsMax - workUnits);
            if (!end.IsRecorded)
            {
                return end.Refusal == Reason.None
                    ? new BlockVerdict.Invalid(BlockFault.WorkUnits, i, Reason.None)
                    : new BlockVerdict.Invalid(BlockFault.Transaction, i, end.Refusal);
            }

            workUnits += end.WorkUnits;
        }

        return new BlockVerdict.Valid(Finish(context, state, workUnits));
    }

    /// <summary>Takes of the candidates, in their order, what is admissible and finds room.</summary>
    /// <param name="context">Its time is the proposer's own choice, so a time out of range is a bug.</param>
    public BlockDraft Build(BlockContext context, StateView state, IReadOnlyList<Transaction> candidates)
    {
        Invariant.That(IsTimeSound(context));
        Begin(context, state, SeedOf(candidates));
        var taken = ImmutableArray.CreateBuilder<Transaction>();
        var refusals = ImmutableArray.CreateBuilder<Refusal>();
        uint workUnits = 0;
        long bytes = 0;
        for (var i = 0; i < candidates.Count && taken.Count < _rules.Parameters.BlockTransactionsMax; i++)
        {
            var candidate = candidates[i];
            if (bytes + candidate.Bytes.Length > _rules.Parameters.BlockBytesMax)
                continue;
            var end = _run.Run(candidate, _rules.Parameters.BlockWorkUnitsMax - workUnits);
            if (end.Refusal != Reason.None)
                refusals.Add(new(i, end.Refusal));
            if (!end.IsRecorded)
                continue;
            taken.Add(candidate);
            workUnits += end.WorkUnits;
            bytes += candidate.Bytes.Length;
        }

        return new(Finish(context, state, workUnits), taken.DrainToImmutable(), refusals.DrainToImmutable());
    }

    /// <summary>
    /// What would become of a transaction that nobody has signed yet, as the first one of this block. Leaves no trace:
    /// the next block begins with an empty overlay.
    /// </summary>
    /// <param name="policies">Of accounts that the ledger knows none of yet.</param>
    public Simulation Simulate(
        BlockContext context,
        StateView state,
        TransactionId id,
        TransactionBody body,
        IReadOnlyDictionary<AccountId, Policy> policies)
    {
        Invariant.That(IsTimeSound(context));
        var seed = new KeyHash(0);
        seed.Add(id.Value);
        Begin(context, state, seed.State);
        var admission = new UnsignedAdmission();
        var end = _run.RunUnsigned(new(id, body, 0), admission, policies);
        if (!end.IsRecorded)
            return new Simulation.Refused(end.Refusal);
        return new Simulation.Ended(_outcomes.ToLeaves()[1], admission.Signers, end.WorkUnits);
    }

    private BlockFault? FindFault(BlockContext context, IReadOnlyList<Transaction> transactions)
    {
        if (!IsTimeSound(context))
            return BlockFault.Time;
        if (transactions.Count > _rules.Parameters.BlockTransactionsMax)
            return BlockFault.TransactionCount;
        long bytes = 0;
        for (var i = 0; i < transactions.Count; i++)
            bytes += transactions[i].Bytes.Length;
        return bytes > _rules.Parameters.BlockBytesMax ? BlockFault.Bytes : null;
    }

    private static bool IsTimeSound(BlockContext context) =>
        context.Time > context.ParentTime && context.Time <= Timestamp.Latest;

    private void Begin(BlockContext context, StateView state, ulong seed)
    {
        _overlay.Begin(state.Entries, seed);
        _outcomes.BeginBlock(context.Height);
        _run.Context.Now = context.Time;
        _run.Context.Height = context.Height;
        _due.Clear();
        state.Entries.ReadRange(
            StateKeys.ScheduleFrom(Timestamp.Epoch),
            StateKeys.ScheduleFrom(context.Time.Next),
            (int)_rules.Parameters.SweepsPerBlockMax,
            _due);
        DueSweep.Run(_run.Context, _due);
        _outcomes.End();
    }

    private ExecutedBlock Finish(BlockContext context, StateView state, uint workUnits)
    {
        _invariants.Check(_overlay);
        var dropped = ReplayWindow.DueMinutes(context, state.Entries, _rules.Parameters.ValidityWindow);
        var commitment = _commitment.Commit(context.Height, state, dropped, MakesRoots);
        return new()
        {
            Height = context.Height,
            Time = context.Time,
            Outcomes = _outcomes.ToLeaves(),
            Changes = commitment.Changes,
            DroppedMinutes = dropped,
            Pages = commitment.Pages,
            StateRoot = commitment.StateRoot,
            WorkUnits = workUnits,
        };
    }

    /// <summary>
    /// Look-ups are seeded by all transactions together: nobody who chooses keys knows it before the block is full.
    /// </summary>
    private static ulong SeedOf(IReadOnlyList<Transaction> transactions)
    {
        var hash = new KeyHash(0);
        for (var i = 0; i < transactions.Count; i++)
            hash.Add(transactions[i].Id.Value);
        return hash.State;
    }
}
