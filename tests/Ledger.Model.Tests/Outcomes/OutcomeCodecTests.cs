using FsCheck;
using FsCheck.Fluent;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Tests.Transactions;
using Outcome = Ledger.Model.Outcomes.Outcome;

namespace Ledger.Model.Tests.Outcomes;

public sealed class OutcomeCodecTests
{
    private static readonly Movement Debit = new(
        Sample.Account("alice"),
        Sample.Beans,
        MovementKind.Debit,
        [new(new(9), new(1), new(5)), new(default, default, new(7))]);

    private static readonly Movement Credit =
        Debit with { Account = Sample.Account("bob"), Kind = MovementKind.Credit };

    private static readonly ExchangeHop Hop = new(
        Sample.Miles, Sample.Beans, new(100), new(66), new(1), 1_000, new(2, 3, 10_000), new(50, 80, 95));

    private static readonly Outcome Success = new(
        new(Sample.Digest("transaction")),
        Reason.None,
        0,
        [
            new([Debit, Credit], null),
            OperationEffect.Nothing,
            new([], new(Sample.Digest("earlier"))),
            new([Debit], null) { Hops = [Hop, Hop with { Marks = default }] },
        ]);

    private static readonly Outcome Failure = new(
        new(Sample.Digest("transaction")), Reason.BalanceInsufficient, 3, []);

    private static readonly Outcome FailureAboutTokens = new(
        new(Sample.Digest("transaction")), Reason.RateCycle, 3, []) { Subjects = [Sample.Beans, Sample.Miles] };

    [Fact]
    public void TryDecode_EncodedOutcome_GivesItBack()
    {
        foreach (var outcome in new[] { Success, Failure, FailureAboutTokens })
        {
            var bytes = OutcomeCodec.Encode(outcome);

            Assert.True(OutcomeCodec.TryDecode(bytes, out Outcome? decoded));
            Assert.Equal(bytes, OutcomeCodec.Encode(decoded));
            Assert.Equal(outcome.Reason, decoded.Reason);
            Assert.Equal(outcome.FailedOperation, decoded.FailedOperation);
            Assert.Equal(outcome.Subjects.AsEnumerable(), decoded.Subjects);
            Assert.Equal(outcome.Effects.SelectMany(effect => effect.Hops), decoded.Effects.SelectMany(effect => effect.Hops));
            Assert.Equal(outcome.Effects.Length, decoded.Effects.Length);
        }
    }

    [Fact]
    public void TryDecode_EncodedBlockOutcome_GivesItBack()
    {
        var bytes = OutcomeCodec.Encode(new BlockOutcome(new(12), [Debit, Credit]));

        Assert.True(OutcomeCodec.TryDecode(bytes, out BlockOutcome? decoded));
        Assert.Equal(new(12), decoded.Height);
        Assert.Equal(Debit.Lots.AsEnumerable(), decoded.Movements[0].Lots);
        Assert.Equal(bytes, OutcomeCodec.Encode(decoded));
    }

    [Fact]
    public void TryDecode_TruncatedOrExtended_IsRefused()
    {
        var bytes = OutcomeCodec.Encode(Success);
        var block = OutcomeCodec.Encode(new BlockOutcome(new(12), [Debit]));

        for (var length = 0; length < bytes.Length; length++)
            Assert.False(OutcomeCodec.TryDecode(bytes.AsSpan(0, length), out Outcome? _));
        for (var length = 0; length < block.Length; length++)
            Assert.False(OutcomeCodec.TryDecode(block.AsSpan(0, length), out BlockOutcome? _));
        Assert.False(OutcomeCodec.TryDecode([.. bytes, 0], out Outcome? _));
        Assert.False(OutcomeCodec.TryDecode([.. block, 0], out BlockOutcome? _));
    }

    [Fact]
    public void TryDecode_AnyByteChanged_IsRefusedOrTheSameBytesAgain()
    {
        var bytes = OutcomeCodec.Encode(Success);
        for (var i = 0; i < bytes.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = (byte[])bytes.Clone();
                changed[i] ^= (byte)(1 << bit);
                if (OutcomeCodec.TryDecode(changed, out Outcome? decoded))
                    Assert.Equal(changed, OutcomeCodec.Encode(decoded));
            }
        }
    }

    [Fact]
    public void TryDecode_RefusedReasonOrFailureWithEffects_IsRefused()
    {
        var refused = OutcomeCodec.Encode(Failure);
        refused[32] = 0;
        refused[33] = (byte)Reason.TransactionExpired;
        var withEffects = OutcomeCodec.Encode(Success);
        withEffects[32] = 0x04;

        Assert.False(OutcomeCodec.TryDecode(refused, out Outcome? _));
        Assert.False(OutcomeCodec.TryDecode(withEffects, out Outcome? _));
    }

    [Fact]
    public void TryDecode_FailureNumberOfLaterVersion_IsKept()
    {
        var bytes = OutcomeCodec.Encode(Failure);
        bytes[32] = 0xff;

        Assert.True(OutcomeCodec.TryDecode(bytes, out Outcome? decoded));
        Assert.Equal(bytes, OutcomeCodec.Encode(decoded));
    }

    [Fact]
    public void TryDecode_AnyBytes_NeverThrows() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        OutcomeCodec.TryDecode(bytes, out Outcome? _);
        OutcomeCodec.TryDecode(bytes, out BlockOutcome? _);
        OutcomeCodec.TryDecode([.. new byte[38], .. bytes], out Outcome? _);
    }).QuickCheckThrowOnFailure();
}
