using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Replica.Votes;

namespace Ledger.Replica.Tests.Votes;

public sealed class AccusationsTests
{
    private readonly EvidenceStore _store = new();
    private readonly Outbox _outbox = new();
    private readonly ReplicaEffects _effects = new();

    public AccusationsTests() => _outbox.Begin(Samples.Now, _effects);

    [Fact]
    public void Find_NewEvidence_IsKeptReportedAndTold()
    {
        new Accusations(_store, _outbox).Find(Against(1, height: 5));

        Assert.Equal(Against(1, height: 5), Assert.Single(Kept));
        Assert.Single(_effects.Released.OfType<ReleasedEffect.Report>());
        Assert.Single(_effects.Released.OfType<ReleasedEffect.Broadcast>());
    }

    [Fact]
    public void Hear_OfAPeer_IsKeptAndNotToldOn()
    {
        var accusations = new Accusations(_store, _outbox);

        accusations.Hear(Against(1, height: 5));
        accusations.Hear(Against(1, height: 5));

        Assert.Single(Kept);
        Assert.Empty(_effects.Released.OfType<ReleasedEffect.Broadcast>());
    }

    [Fact]
    public void Find_WhatWasKeptBeforeARestart_IsNothingNew()
    {
        _store.Evidence.Add(Against(1, height: 5));

        new Accusations(_store, _outbox).Find(Against(1, height: 5));

        Assert.Empty(Kept);
        Assert.Empty(_effects.Released);
    }

    [Fact]
    public void Hear_CountlessPairsOfOneValidator_LeavesRoomForOthers()
    {
        var accusations = new Accusations(_store, _outbox);
        for (var height = 1ul; height <= 1_000; height++)
            accusations.Hear(Against(1, height));

        accusations.Hear(Against(2, height: 7));

        Assert.Equal(Accusations.KeptPerValidatorMax, Kept.Count(evidence => evidence.Culprit == 1));
        Assert.Single(Kept, evidence => evidence.Culprit == 2);
    }

    private IEnumerable<Evidence> Kept => _effects.Durable.OfType<DurableEffect.Keep>().Select(keep => keep.Evidence);

    private static Evidence Against(ushort culprit, ulong height)
    {
        var one = new SignedVote(new Nullify(new(height), View.First, View.First), culprit, default);
        var other = new SignedVote(new Finalize(new(height), View.First, default), culprit, default);
        Assert.True(Evidence.TryFind(one, other, out var evidence));
        return evidence!;
    }
}
