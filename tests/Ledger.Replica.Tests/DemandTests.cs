using Ledger.Consensus;
using Ledger.Replica.Pool;
using Ledger.Replica.Submissions;

namespace Ledger.Replica.Tests;

public sealed class DemandTests
{
    private readonly Outbox _outbox = new();
    private readonly Waiters _waiters = new(countMax: 10);
    private readonly Demand _demand;

    public DemandTests()
    {
        var store = new GenesisStore();
        var identity = new ReplicaIdentity(default, 0, new("test", new()));
        var screening = new Screening(identity, store, new(PoolLimits.For(1)));
        _demand = new(identity.ConsensusParameters(new() { Pool = PoolLimits.For(1) }), store, screening, _waiters, _outbox);
    }

    // Whoever asks for one id after the other, each valid for a moment only, gets no block for each.
    [Theory]
    [InlineData(999, false)]
    [InlineData(1_000, true)]
    public void Update_SomebodyWaitsInVain_AsksForNoBlockUntilASecondAfterTheLast(ulong pause, bool isThere)
    {
        var blockTime = Samples.Genesis.Header.Time;
        _waiters.TryAdd(1, Samples.Transaction(1).Id, new(blockTime.Milliseconds + 1));
        _outbox.Begin(new(blockTime.Milliseconds + pause), new());

        _demand.Update(Samples.Genesis, leads: true);

        Assert.Equal(isThere, _outbox.TryTake(out var told) && told is Input.DemandChanged);
    }
}
