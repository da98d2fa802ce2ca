using System.Collections.Immutable;
using Ledger.Consensus;
using Ledger.Cryptography;
using Ledger.Model.Blocks;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Batches;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Bodies;

/// <summary>
/// The bodies of the height being decided: put together from batches, fetched where something lacks, executed once,
/// and kept with their execution for the commit.
/// </summary>
/// <param name="transactionsMax">What genesis allows in a block.</param>
/// <param name="isNamed">
/// The core still knows the block: such a body is never let go, and there are at most four.
/// </param>
internal sealed class BlockBodies(
    ushort self,
    ReplicaOptions options,
    int transactionsMax,
    TransactionPool pool,
    Func<BlockHash, bool> isNamed,
    Outbox outbox)
{
    /// <summary>More than the core ever names at a time (PROTOCOL 9.9).</summary>
    internal const int CandidatesMax = 8;

    private readonly List<Candidate> _candidates = [];
    private readonly RecipeShelf _recipes = new();
    private readonly BodyFetching _fetching = new(options, pool, outbox);

    private ChainTip? _parent;

    public int Count => _candidates.Count;

    /// <summary>Begins the height above this tip: all bodies of the height before are let go.</summary>
    public void Begin(ChainTip parent)
    {
        _parent = parent;
        _candidates.Clear();
        _recipes.Prune(parent.Height.Next);
        _fetching.Stop();
    }

    /// <summary>Remembers how a proposed block is put together, whether or not the core will ask for it.</summary>
    public void Remember(ushort peer, Proposal proposal, Recipe? recipe)
    {
        if (recipe is null || _parent is null || proposal.Height < _parent.Height.Next)
            return;
        var isNews = _recipes.TryAdd(peer, proposal.Height, proposal.Block, recipe);
        if (!isNews || Find(proposal.Block) is not { Stage: CandidateStage.Wanted } candidate)
            return;

        // What another sent before may name batches that will never come.
        if (candidate.Header?.Proposer == peer)
            candidate.Recipe = null;
        TryAssemble(candidate);
    }

    public Recipe? FindRecipe(Proposal proposal) =>
        Find(proposal.Block)?.Recipe ?? _recipes.Find(proposal.Block, proposal.Header?.Proposer);

    public Candidate? Find(BlockHash hash) => _candidates.Find(candidate => candidate.Hash == hash);

    /// <summary>The core wants a verdict on a fresh block whose proposal it has.</summary>
    public void Validate(Proposal proposal)
    {
        var candidate = Want(proposal.Block, [proposal.Signer]);
        candidate.Header ??= proposal.Header;
        candidate.ParentCertificate ??= proposal.ParentCertificate;
        if (!RepeatVerdict(candidate) && !TryAssemble(candidate))
            _fetching.Schedule();
    }

    /// <summary>The core wants a body that certificates name.</summary>
    public void Fetch(BlockHash hash, ImmutableArray<ushort> sources)
    {
        var candidate = Want(hash, sources);
        if (!RepeatVerdict(candidate) && !TryAssemble(candidate))
            _fetching.Schedule();
    }

    /// <summary>A body that was in the journal: what was voted for before the restart.</summary>
    public void Recover(Block block)
    {
        if (_parent is not null && block.Height == _parent.Height.Next && Want(block.Hash, []).Block is null)
            Judge(Want(block.Hash, []), block);
    }

    /// <summary>A batch came into the pool: what waited for it may be whole now.</summary>
    public void OnBatch(Digest batch)
    {
        foreach (var candidate in Wanted())
        {
            if (candidate.Recipe?.RefersTo(batch) == true)
                TryAssemble(candidate);
        }
    }

    /// <summary>
    /// A batch that was asked for; kept for the candidates only, since nobody vouches whose part it is.
    /// </summary>
    public void OnFoundBatch(TransactionBatch batch)
    {
        foreach (var candidate in Wanted())
        {
            if (candidate.Recipe?.RefersTo(batch.Id) == true && candidate.Fetched.TryAdd(batch.Id, batch))
                TryAssemble(candidate);
        }
    }

    /// <summary>A whole body arrived: taken if it is wanted and is what the hash commits to.</summary>
    public void OnBody(Block block)
    {
        if (Find(block.Hash) is { Stage: CandidateStage.Wanted } candidate && block.FitsHeader())
            Judge(candidate, block);
    }

    /// <summary>A block of this node's own, executed already.</summary>
    public void OnBuilt(BuiltBlock built, Recipe recipe)
    {
        var candidate = Want(built.Block.Hash, []);
        candidate.Header = built.Block.Header;
        candidate.ParentCertificate = built.Block.ParentCertificate;
        candidate.Recipe = recipe;
        candidate.Block = built.Block;
        candidate.Execution = built.Execution;
        candidate.Stage = CandidateStage.Valid;
        outbox.Append(new JournalRecord.BodyKept(built.Block));
    }

    /// <summary>A block that is final elsewhere; true if it has its verdict already.</summary>
    public bool Adopt(Block block)
    {
        var candidate = Want(block.Hash, []);
        candidate.IsFinal = true;
        if (candidate.Stage == CandidateStage.Wanted)
            Judge(candidate, block);
        return candidate.Stage is CandidateStage.Valid or CandidateStage.Invalid;
    }

    /// <summary>A verdict; void if the tip has moved on meanwhile.</summary>
    public void OnJudged(JudgedBlock judged)
    {
        if (_parent is null || judged.Request.Parent.Hash != _parent.Hash)
            return;
        if (Find(judged.Request.Block.Hash) is not { Stage: CandidateStage.Judging } candidate)
            return;
        candidate.Execution = judged.Execution;
        candidate.Fault = judged.Fault;
        candidate.Stage = judged.IsValid ? CandidateStage.Valid : CandidateStage.Invalid;
        if (judged.IsValid && !candidate.IsFinal)
            outbox.Append(new JournalRecord.BodyKept(judged.Request.Block));
        if (judged.Fault is { } fault)
            outbox.Report(new ReplicaEvent.BlockRejected(_parent.Height.Next, candidate.Hash, fault));
        outbox.Tell(new Input.BodyJudged(outbox.Now, _parent.Height.Next, candidate.Hash, judged.IsValid));
    }

    /// <summary>Somebody had his time: asks the next one for all that still lacks.</summary>
    public void OnFetchTimer()
    {
        foreach (var candidate in Wanted())
        {
            if (!TryAssemble(candidate) && _parent is not null)
                _fetching.Ask(candidate, _parent.Height.Next);
        }

        if (Wanted().Count > 0)
            _fetching.ScheduleNext();
    }

    private List<Candidate> Wanted() => _candidates.FindAll(candidate => candidate.Stage == CandidateStage.Wanted);

    private Candidate Want(BlockHash hash, ImmutableArray<ushort> sources)
    {
        var candidate = Find(hash);
        if (candidate is null)
        {
            if (_candidates.Count == CandidatesMax)
                _candidates.RemoveAt(_candidates.FindIndex(one => !isNamed(one.Hash)));
            _candidates.Add(candidate = new(hash));
        }

        candidate.Sources = [.. sources.Where(source => source != self).Concat(candidate.Sources).Distinct()];
        return candidate;
    }

    private bool RepeatVerdict(Candidate candidate)
    {
        if (candidate.Stage is CandidateStage.Valid or CandidateStage.Invalid && _parent is not null)
        {
            var isValid = candidate.Stage == CandidateStage.Valid;
            outbox.Tell(new Input.BodyJudged(outbox.Now, _parent.Height.Next, candidate.Hash, isValid));
        }

        return candidate.Stage != CandidateStage.Wanted;
    }

    private bool TryAssemble(Candidate candidate)
    {
        if (candidate.Header is not { } header || candidate.Stage != CandidateStage.Wanted)
            return false;

        // No block has more: what a header claims must not be what it costs to look.
        if (header.TransactionCount > transactionsMax)
            return false;
        while ((candidate.Recipe ??= _recipes.Find(candidate.Hash, header.Proposer)) is { } recipe)
        {
            var transactions = RecipeReader.Read(candidate, pool, header.TransactionCount, out var missing);
            if (!missing.IsEmpty)
                return false;
            var block = transactions is { } whole ? new Block(header, candidate.ParentCertificate, whole) : null;
            if (block?.FitsHeader() == true)
            {
                Judge(candidate, block);
                return true;
            }

            // It gives another body and says nothing about this block: another recipe may, or the body comes whole.
            _recipes.Refute(candidate.Hash, recipe);
            candidate.Recipe = null;
        }

        return false;
    }

    private void Judge(Candidate candidate, Block block)
    {
        if (_parent is null)
            return;
        candidate.Block = block;
        candidate.Header = block.Header;
        candidate.ParentCertificate = block.ParentCertificate;
        candidate.Stage = CandidateStage.Judging;
        candidate.Fetched.Clear();
        outbox.Release(new ReleasedEffect.Judge(new(_parent, block)));
    }
}
