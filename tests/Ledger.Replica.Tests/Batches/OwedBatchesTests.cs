using Ledger.Replica.Batches;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Tests.Batches;

public sealed class OwedBatchesTests
{
    private readonly ReplicaOptions _options = new()
    {
        Pool = new(TransactionsMax: 40, BytesMax: 1_000_000, Sources: 4),
        BatchTransactionsMax = 5,
        BatchBytesMax = 2_000,
    };

    private readonly TransactionPool _pool;
    private readonly Outbox _outbox = new();
    private readonly ReplicaEffects _effects = new();
    private readonly OwedBatches _owed;

    public OwedBatchesTests()
    {
        _outbox.Begin(Samples.Now, _effects);
        _pool = new(_options.Pool);
        _owed = new(_options, _pool, _outbox);
    }

    // Five of its own and twenty that are shared: room for five batches.
    [Fact]
    public void Ask_MoreThanFits_AsksTheSenderForWhatFits()
    {
        for (var number = 0; number < 9; number++)
            _owed.Note(1, Samples.Batch(number).Id);

        _owed.Ask();

        Assert.Equal(Enumerable.Range(0, 5).Select(number => Samples.Batch(number).Id), AskedOf(1));
        Assert.Equal(4, _owed.CountOf(1));
    }

    [Fact]
    public void Ask_PoolIsFull_AsksNobody()
    {
        for (var number = 0; number < 25; number++)
            _pool.TryAdd(Samples.Batch(number), 1, Samples.Now, _ => false);
        _owed.Note(1, Samples.Batch(100).Id);

        _owed.Ask();

        Assert.Empty(_effects.Released);
    }

    [Fact]
    public void TryTake_WhatWasAskedFor_IsTakenOnceAndOfThatPeerOnly()
    {
        var batch = Samples.Batch(1).Id;
        _owed.Note(1, batch);
        Assert.False(_owed.TryTake(1, batch));
        _owed.Ask();

        Assert.False(_owed.TryTake(2, batch));
        Assert.True(_owed.TryTake(1, batch));
        Assert.False(_owed.TryTake(1, batch));
    }

    [Fact]
    public void Note_CountlessBatches_KeepsABoundedNumber()
    {
        for (var number = 0; number < 3_000; number++)
            _owed.Note(1, Samples.Batch(number).Id);

        Assert.Equal(OwedBatches.NamesPerPeerMax, _owed.CountOf(1));
    }

    private IEnumerable<Cryptography.Digest> AskedOf(ushort peer) => _effects.Released.OfType<ReleasedEffect.Send>()
        .Where(send => send.Peer == peer)
        .SelectMany(send => ((PeerMessage.GetBatches)send.Message).Ids);
}
