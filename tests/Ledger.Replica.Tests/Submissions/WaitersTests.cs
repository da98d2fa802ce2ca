using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Replica.Submissions;

namespace Ledger.Replica.Tests.Submissions;

public sealed class WaitersTests
{
    private static readonly TransactionId Id = Samples.Transaction(1).Id;
    private static readonly Timestamp ValidUntil = new(2_000);

    private readonly Outbox _outbox = new();
    private readonly ReplicaEffects _effects = new();
    private readonly Waiters _waiters = new(countMax: 2);

    public WaitersTests() => _outbox.Begin(Samples.Now, _effects);

    [Fact]
    public void AnswerAll_TwoWait_EachGetsOneAnswer()
    {
        _waiters.TryAdd(1, Id, ValidUntil);
        _waiters.TryAdd(2, Id, ValidUntil);
        var answer = new SubmissionAnswer.Committed(Id, new(5), 0, ReadOnlyMemory<byte>.Empty);

        _waiters.AnswerAll(answer, _outbox);
        _waiters.AnswerAll(answer, _outbox);

        Assert.Equal([1UL, 2UL], Answered());
        Assert.Equal(0, _waiters.Count);
    }

    [Fact]
    public void TryAdd_TooManyWait_IsRefused()
    {
        Assert.True(_waiters.TryAdd(1, Id, ValidUntil));
        Assert.True(_waiters.TryAdd(2, Id, ValidUntil));
        Assert.False(_waiters.TryAdd(3, Id, ValidUntil));
    }

    [Theory]
    [InlineData(1_999, 0)]
    [InlineData(2_000, 1)]
    public void Expire_AroundValidUntil_AnswersFromThatInstant(ulong blockTime, int answered)
    {
        _waiters.TryAdd(1, Id, ValidUntil);

        _waiters.Expire(new(7), new(blockTime), _outbox);

        Assert.Equal(answered, Answered().Count());
        Assert.Equal(answered == 0 ? ValidUntil : null, _waiters.FirstExpiry);
    }

    [Fact]
    public void Drop_TheOnlyOne_ForgetsTheTransaction()
    {
        _waiters.TryAdd(1, Id, ValidUntil);

        _waiters.Drop(1, Id);

        Assert.Null(_waiters.FirstExpiry);
        Assert.Equal(0, _waiters.Count);
    }

    private IEnumerable<ulong> Answered() =>
        _effects.Released.OfType<ReleasedEffect.Answer>().Select(answer => answer.Submission);
}
