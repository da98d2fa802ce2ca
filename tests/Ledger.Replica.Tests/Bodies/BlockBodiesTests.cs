using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Model.Blocks;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Batches;
using Ledger.Replica.Bodies;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Tests.Bodies;

public sealed class BlockBodiesTests
{
    private const int TransactionsMax = 3;
    private const ushort Proposer = 2;

    private readonly Outbox _outbox = new();
    private readonly ReplicaEffects _effects = new();
    private readonly TransactionPool _pool = new(PoolLimits.For(4));
    private readonly BlockBodies _bodies;

    public BlockBodiesTests()
    {
        _outbox.Begin(Samples.Now, _effects);
        var options = new ReplicaOptions { Pool = PoolLimits.For(4) };
        _bodies = new(self: 0, options, TransactionsMax, _pool, _ => true, _outbox);
        _bodies.Begin(Samples.Genesis);
    }

    // A header may claim any number; a recipe that names few batches many times would give as many transactions.
    [Theory]
    [InlineData(TransactionsMax, true)]
    [InlineData(TransactionsMax + 1, false)]
    public void Validate_AroundWhatGenesisAllows_PutsTogetherNoMore(int count, bool isPutTogether)
    {
        var batch = Samples.Batch([.. Enumerable.Range(1, count)]);
        _pool.TryAdd(batch, 1, Samples.Now, _ => false);

        Propose(batch);

        Assert.Equal(isPutTogether, IsPutTogether());
    }

    [Fact]
    public void OnBatch_OfTheOneThatLacked_PutsTogether()
    {
        var (wanted, other) = (Samples.Batch(1, 2), Samples.Batch(3));
        Propose(wanted);
        _pool.TryAdd(wanted, 1, Samples.Now, _ => false);

        _bodies.OnBatch(other.Id);
        Assert.False(IsPutTogether());

        _bodies.OnBatch(wanted.Id);
        Assert.True(IsPutTogether());
    }

    // Whoever passes a proposal on chooses the recipe beside it.
    [Fact]
    public void Validate_WithTheProposersRecipeAndAnothers_GoesByTheProposers()
    {
        var batch = Pooled(1, 2);
        var proposal = ProposalOf(batch);
        _bodies.Remember(Proposer - 1, proposal, RecipeOf(Samples.Batch(9)));
        _bodies.Remember(Proposer, proposal, RecipeOf(batch));

        _bodies.Validate(proposal);

        Assert.True(IsPutTogether());
    }

    [Fact]
    public void Remember_TheProposersRecipeAfterAnotherWasTried_PutsTogether()
    {
        var batch = Pooled(1, 2);
        var proposal = ProposalOf(batch);
        _bodies.Remember(Proposer + 1, proposal, RecipeOf(Samples.Batch(9)));
        _bodies.Validate(proposal);
        Assert.False(IsPutTogether());

        _bodies.Remember(Proposer, proposal, RecipeOf(batch));

        Assert.True(IsPutTogether());
    }

    [Fact]
    public void Validate_WithRecipesThatGiveAnotherBody_TriesAllAndEachOnce()
    {
        var (batch, other) = (Pooled(1, 2), Pooled(3));
        var proposal = ProposalOf(batch);
        _bodies.Remember(Proposer, proposal, RecipeOf(other));
        _bodies.Remember(Proposer - 1, proposal, RecipeOf(other));
        _bodies.Validate(proposal);
        Assert.Null(_bodies.FindRecipe(proposal));

        _bodies.Remember(Proposer, proposal, RecipeOf(batch));
        Assert.False(IsPutTogether());
        _bodies.Remember(Proposer + 1, proposal, RecipeOf(batch));

        Assert.True(IsPutTogether());
    }

    private TransactionBatch Pooled(params int[] numbers)
    {
        var batch = Samples.Batch(numbers);
        _pool.TryAdd(batch, 1, Samples.Now, _ => false);
        return batch;
    }

    private void Propose(TransactionBatch batch)
    {
        var proposal = ProposalOf(batch);
        _bodies.Remember(Proposer, proposal, RecipeOf(batch));
        _bodies.Validate(proposal);
    }

    private static Recipe RecipeOf(TransactionBatch batch) => new([new RecipeSegment.BatchReference(batch.Id, [])]);

    private static Proposal ProposalOf(TransactionBatch batch)
    {
        var header = HeaderOf(batch.Transactions);
        var propose = new Propose(header.Height, View.First, View.None, header.Hash(), Justification.None.Hash());
        var claim = new SignedVote(propose, Proposer, default);
        return new(claim) { Justification = Justification.None, Header = header };
    }

    private bool IsPutTogether() => _effects.Released.OfType<ReleasedEffect.Judge>().Any();

    private static Header HeaderOf(ImmutableArray<Transaction> transactions) => Samples.Genesis.Header with
    {
        Height = new(1),
        Proposer = Proposer,
        Parent = Samples.Genesis.Hash,
        TransactionCount = (uint)transactions.Length,
        TransactionRoot = Block.RootOf(transactions),
        EvidenceRoot = Block.RootOf(ImmutableArray<Evidence>.Empty),
        ParentCertificateHash = Digest.Zero,
    };
}
