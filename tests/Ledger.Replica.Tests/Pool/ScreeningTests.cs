using Ledger.Model.Values;
using Ledger.Replica.Pool;

namespace Ledger.Replica.Tests.Pool;

/// <summary>No sample's author has an account: a block can take none of them.</summary>
public sealed class ScreeningTests
{
    private const int LookMax = 32;

    private readonly GenesisStore _store = new();
    private readonly TransactionPool _pool = new(PoolLimits.For(2));
    private readonly Screening _screening;

    public ScreeningTests() =>
        _screening = new(new ReplicaIdentity(default, 0, new("test", new())), _store, _pool);

    [Fact]
    public void OldestAdmissible_RubbishOfTwoSources_JudgesAFewOfEachAtALook()
    {
        Add(source: 0, first: 0, count: 100);
        Add(source: 1, first: 100, count: 100);

        Assert.Null(Look());

        Assert.Equal(2 * LookMax, _store.Opened);
        Assert.True(_screening.IsUnfinished);
    }

    [Fact]
    public void OldestAdmissible_LookAfterLook_JudgesEachOnce()
    {
        Add(source: 0, first: 0, count: 100);
        Add(source: 1, first: 100, count: 10);
        Look();
        while (_screening.IsUnfinished)
            Look();
        Add(source: 0, first: 200, count: 5);

        Look();
        Look();

        Assert.Equal(115, _store.Opened);
        Assert.False(_screening.IsUnfinished);
    }

    private Timestamp? Look() => _screening.OldestAdmissible(Height.Genesis, Samples.Now);

    private void Add(ushort source, int first, int count)
    {
        var batch = Samples.Batch([.. Enumerable.Range(first, count)]);
        Assert.True(_pool.TryAdd(batch, source, Samples.Now, _ => false));
    }
}
