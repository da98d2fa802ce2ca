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

    private void Propose(TransactionBatch batch)
    {
        var header = HeaderOf(batch.Transactions);
        var claim = new SignedVote(
            new Propose(header.Height, View.First, View.None, header.Hash(), Justification.None.Hash()), 1, default);
        var proposal = new Proposal(claim) { Justification = Justification.None, Header = header };
        _bodies.Remember(1, proposal, new([new RecipeSegment.BatchReference(batch.Id, [])]));
        _bodies.Validate(proposal);
    }

    private bool IsPutTogether() => _effects.Released.OfType<ReleasedEffect.Judge>().Any();

    private static Header HeaderOf(ImmutableArray<Transaction> transactions) => Samples.Genesis.Header with
    {
        Height = new(1),
        Parent = Samples.Genesis.Hash,
        TransactionCount = (uint)transactions.Length,
        TransactionRoot = Block.RootOf(transactions),
        EvidenceRoot = Block.RootOf(ImmutableArray<Evidence>.Empty),
        ParentCertificateHash = Digest.Zero,
    };
}
