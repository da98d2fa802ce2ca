using Ledger.Audit.Blocks;
using Ledger.Audit.Findings;
using Ledger.Audit.Snapshots;
using Ledger.Consensus.Views;
using Ledger.Cryptography.Trees;
using Ledger.Execution.Blocks;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Genesis;
using Ledger.Model.Reasons;
using Ledger.Model.Validators;
using Ledger.Model.Values;

namespace Ledger.Audit;

/// <summary>
/// Follows one chain from genesis, block by block: each must continue the last one, and executing it again must make
/// exactly what it claims. Believes no root, no outcome and no node. One thread at a time.
/// </summary>
public sealed class ChainAudit
{
    /// <summary>Between two recounts of the whole state at least so many transactions lie.</summary>
    private const ulong TransactionsPerRecountMin = 100_000;

    private readonly GenesisDocument _genesis;
    private readonly ValidatorSet _validators;
    private readonly BlockExecutor _executor;
    private FinalityCertificate? _certificate;
    private ulong _transactionsSinceRecount;

    private ChainAudit(GenesisDocument genesis, MemoryState state, Header tip, MerkleFrontier history)
    {
        (_genesis, State, Tip, History) = (genesis, state, tip, history);
        _validators = genesis.Validators();
        _executor = new(NetworkRules.Of(genesis));
        TipHash = tip.Hash();
    }

    /// <summary>The last block that was found sound.</summary>
    public Header Tip { get; private set; }

    public BlockHash TipHash { get; private set; }

    public AuditTotals Totals { get; private set; } = new();

    /// <summary>The state after <see cref="Tip"/>, as execution made it.</summary>
    public MemoryState State { get; }

    /// <summary>Over the block hashes below <see cref="Tip"/>.</summary>
    public MerkleFrontier History { get; private set; }

    /// <param name="seed">Random, so that nobody can prepare keys that collide in memory; it changes no result.</param>
    public static ChainAudit FromGenesis(GenesisDocument genesis, ulong seed)
    {
        var state = new MemoryState(seed);
        var execution = GenesisBlock.Of(genesis);
        state.Apply(execution);
        return new(genesis, state, GenesisBlock.HeaderOf(genesis, execution), MerkleFrontier.Empty);
    }

    /// <summary>Goes on where another audit stood; the snapshot has proven itself.</summary>
    public static ChainAudit FromSnapshot(GenesisDocument genesis, AuditSnapshot snapshot) =>
        new(genesis, snapshot.State, snapshot.Header, snapshot.History)
        {
            Totals = snapshot.Totals, _certificate = snapshot.Certificate,
        };

    /// <summary>A source's block 0 must be the one that the genesis file makes.</summary>
    public static Finding? FindGenesisFault(GenesisDocument genesis, RawBlock raw)
    {
        if (!Header.TryRead(raw.Header.Span, out var header) || header is null)
            return Finding.At(Height.Genesis, AuditField.Header, "does not read");
        var expected = GenesisBlock.HeaderOf(genesis, GenesisBlock.Of(genesis));
        if (header.Network != expected.Network)
            return Finding.Differs(Height.Genesis, AuditField.Network, header.Network, expected.Network);
        if (header != expected)
            return Finding.Differs(Height.Genesis, AuditField.Header, header.Hash(), expected.Hash());
        var isBare = raw.Certificate.IsEmpty && raw.ParentCertificate.IsEmpty && raw.Evidence.IsEmpty
            && raw.Transactions.IsEmpty && raw.Outcomes.IsEmpty;
        return isBare ? null : Finding.At(Height.Genesis, AuditField.Header, "genesis has a header and nothing else");
    }

    /// <summary>Executes a block upon the state so far and changes nothing.</summary>
    public AuditVerdict Judge(ExaminedBlock examined)
    {
        if (FindLinkFault(examined) is { } unlinked)
            return new AuditVerdict.Refused(unlinked);
        if (examined.Finding is { } finding)
            return new AuditVerdict.Refused(finding);
        var block = examined.Block!;
        if (FindHeaderFault(block.Header) is { } fault)
            return new AuditVerdict.Refused(fault);
        var context = new BlockContext(block.Height, block.Header.Time, Tip.Time);
        return _executor.Execute(context, State.View, block.Transactions) switch
        {
            BlockVerdict.Valid valid => Compare(examined, valid.Block),
            BlockVerdict.Invalid invalid => new AuditVerdict.Refused(Translate(block, invalid)),
            _ => throw new InvariantBrokenException("There is no third verdict."),
        };
    }

    /// <summary>
    /// Makes a sound block the tip. Recounts the whole state now and then; what that finds is returned.
    /// </summary>
    public Finding? Append(AuditVerdict.Sound sound)
    {
        var block = sound.Examined.Block!;
        Invariant.That(block.Height == Tip.Height.Next && block.Header.Parent == TipHash);
        State.Apply(sound.Execution);
        History = History.Append(TreeHash.Leaf(TipHash.Value.ToArray()));
        (Tip, TipHash, _certificate) = (block.Header, block.Hash, sound.Examined.Certificate);
        Totals = Totals.With(sound);
        _transactionsSinceRecount += (ulong)block.Transactions.Length;
        return _transactionsSinceRecount < Math.Max(TransactionsPerRecountMin, (ulong)State.Count) ? null : Recount();
    }

    /// <summary>
    /// The last word: every balance is counted again, and all trees are built anew from the entries alone.
    /// </summary>
    public Finding? Finish()
    {
        if (Recount() is { } fault)
            return fault;
        var root = StateRestoration.FindRoot(State.Entries());
        return root == Tip.StateRoot
            ? null
            : Finding.At(Tip.Height, AuditField.StateRoot, $"is {Tip.StateRoot}, must be {root} by the entries alone");
    }

    /// <summary>What a later audit can go on from; null at genesis, where it would save nothing.</summary>
    public AuditSnapshot? TakeSnapshot(Cryptography.Digest contents) =>
        _certificate is null ? null : new(Tip, _certificate, History, State, Totals, contents);

    private Finding? Recount()
    {
        _transactionsSinceRecount = 0;
        return Execution.Invariants.Recount.FindFault(State) is { } fault
            ? Finding.At(Tip.Height, AuditField.Invariant, $"{fault.Fault} (at {fault.Key})")
            : null;
    }

    private Finding? FindLinkFault(ExaminedBlock examined)
    {
        if (examined.Header is not { } header)
            return null;
        var height = Tip.Height.Next;
        if (header.Network != _genesis.Id)
            return Finding.Differs(height, AuditField.Network, header.Network, _genesis.Id);
        if (header.Height != height)
            return Finding.Differs(height, AuditField.Height, header.Height, height);
        return header.Parent == TipHash ? null : Finding.Differs(height, AuditField.Parent, header.Parent, TipHash);
    }

    private Finding? FindHeaderFault(Header header)
    {
        var height = header.Height;
        if (header.ValidatorsHash != _validators.Hash)
            return Finding.Differs(height, AuditField.ValidatorsHash, header.ValidatorsHash, _validators.Hash);
        if (header.NextValidatorsHash != _validators.Hash)
            return Finding.Differs(height, AuditField.NextValidatorsHash, header.NextValidatorsHash, _validators.Hash);
        if (header.CreatedView == View.None)
            return Finding.At(height, AuditField.Proposer, "no block is made in view 0");
        var before = new Tip(Tip.Height, TipHash, Tip.Proposer, Tip.Streak, Tip.Time, _certificate, _validators);
        var leader = LeaderSchedule.LeaderOf(before, header.CreatedView, _genesis.Parameters.LeaderTermBlocks);
        if (header.Proposer != leader)
            return Finding.Differs(height, AuditField.Proposer, header.Proposer, leader);
        var streak = LeaderSchedule.StreakOf(before, header.Proposer);
        if (header.Streak != streak)
            return Finding.Differs(height, AuditField.Streak, header.Streak, streak);
        var history = History.Append(TreeHash.Leaf(TipHash.Value.ToArray())).Root;
        return header.HistoryRoot == history
            ? null
            : Finding.Differs(height, AuditField.HistoryRoot, header.HistoryRoot, history);
    }

    private static AuditVerdict Compare(ExaminedBlock examined, ExecutedBlock execution)
    {
        var header = examined.Header!;
        if (OutcomeComparison.FindFault(examined.Raw, execution.Outcomes) is { } outcome)
            return new AuditVerdict.Refused(outcome);
        if (header.OutcomeRoot != execution.OutcomeRoot)
        {
            return new AuditVerdict.Refused(Finding.Differs(
                header.Height, AuditField.OutcomeRoot, header.OutcomeRoot, execution.OutcomeRoot));
        }

        return header.StateRoot == execution.StateRoot
            ? new AuditVerdict.Sound(examined, execution)
            : new AuditVerdict.Refused(Finding.Differs(
                header.Height, AuditField.StateRoot, header.StateRoot, execution.StateRoot));
    }

    private Finding Translate(Block block, BlockVerdict.Invalid invalid) => invalid.Fault switch
    {
        BlockFault.Time => Finding.At(
            block.Height, AuditField.Time, $"is {block.Header.Time}, must be later than {Tip.Time} and have a date"),
        BlockFault.Transaction => Finding.At(
            block.Height,
            invalid.Transaction,
            AuditField.Admissibility,
            ReasonCatalogue.Find(invalid.Reason)?.Word ?? invalid.Reason.ToString()),
        _ => new(AuditField.BlockLimit, block.Height, LimitPlace(invalid), $"{invalid.Fault} is beyond the limit"),
    };

    private static int? LimitPlace(BlockVerdict.Invalid invalid) =>
        invalid.Fault == BlockFault.WorkUnits ? invalid.Transaction : null;
}
