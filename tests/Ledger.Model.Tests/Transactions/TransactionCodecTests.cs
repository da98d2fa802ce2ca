using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Model.Tests.Transactions;

public sealed class TransactionCodecTests
{
    public static TheoryData<string> Operations => [.. Samples.Keys];

    private static readonly Dictionary<string, Operation> Samples = new(StringComparer.Ordinal)
    {
        ["register token"] = new Operation.RegisterToken(Sample.Token()),
        ["mint"] = new Operation.Mint(
            Sample.Beans, Sample.Account("bob"), new(5), MintReason.Referral, Sample.Digest("order"), new(86_400_000)),
        ["transfer"] = Sample.Transfer(),
        ["transfer from treasury"] = Sample.Transfer() with { OrderReference = Sample.Digest("order") },
        ["redeem"] = new Operation.Redeem(Sample.Account("alice"), Sample.Beans, new(ulong.MaxValue), null),
        ["hold"] = new Operation.Hold(
            Sample.Account("alice"), Sample.Account("bob"), null, Sample.Beans, new(5), new(86_400_000), true),
        ["hold with arbiter"] = new Operation.Hold(
            Sample.Account("alice"),
            Sample.Account("bob"),
            Sample.Account("carol"),
            Sample.Beans,
            new(5),
            new(86_400_000),
            HolderMayRelease: false),
        ["capture"] = new Operation.Capture(new(Sample.Digest("hold")), Sample.Account("bob"), new(5)),
        ["release"] = new Operation.Release(new(Sample.Digest("hold")), Sample.Account("bob")),
        ["agree rate"] = new Operation.AgreeRate(Sample.Miles, Sample.Beans, Sample.Terms),
        ["amend rate"] = new Operation.AmendRate(Sample.Miles, Sample.Beans, Sample.Terms, IsByPayerAlone: true),
        ["pause rate"] = new Operation.PauseRate(Sample.Miles, Sample.Beans, 3, IsPaused: true),
        ["exchange"] = new Operation.Exchange(
            Sample.Account("alice"), [Sample.Miles, Sample.Beans], new(5), new(3), null),
        ["exchange by quote"] = new Operation.Exchange(
            Sample.Account("alice"), [Sample.Miles, Sample.Beans], new(5), default, new HoldId(Sample.Digest("quote"))),
        ["quote"] = new Operation.Quote(
            Sample.Miles,
            Sample.Beans,
            Sample.Account("alice"),
            new(5),
            new(86_400_000),
            Sample.Digest("order")),
        ["swap"] = new Operation.Swap(
        [
            new(Sample.Account("alice"), Sample.Account("bob"), Sample.Beans, new(5)),
            new(Sample.Account("bob"), Sample.Account("alice"), Sample.Miles, new(300)),
        ]),
        ["replace policy"] = new Operation.ReplacePolicy(Sample.Account("alice"), Sample.Policy("new key")),
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void TryDecode_EncodedOperation_GivesItBack(string name)
    {
        var body = Sample.Body(Samples[name]) with { MemoHash = Sample.Digest("memo") };
        var bytes = Sample.Signed(body, Sample.Signature("bob", withPolicy: true), Sample.Signature("alice"));

        var decoded = Sample.Codec().TryDecode(bytes, out var transaction, out var reason);

        Assert.Equal(Reason.None, reason);
        Assert.True(decoded);
        Assert.Equal(body with { Operations = transaction!.Body.Operations }, transaction.Body);
        Assert.Equal(
            bytes, TransactionCodec.Encode(TransactionBodyEncoder.Encode(transaction.Body), transaction.Signatures));
        Assert.Equal(new UnsignedTransaction(Sample.Network, body).Id, transaction.Id);
    }

    [Fact]
    public void TryDecode_Truncated_IsRefused()
    {
        var bytes = Sample.Signed(Sample.Body([.. Samples.Values]));

        for (var length = 0; length < bytes.Length; length++)
            Assert.False(Sample.Codec().TryDecode(bytes.AsMemory(0, length), out _, out _));
    }

    [Fact]
    public void TryDecode_AnyByteChanged_IsRefusedOrTheSameBytesAgain()
    {
        var bytes = Sample.Signed(Sample.Body([.. Samples.Values]));
        var codec = Sample.Codec();

        for (var i = 0; i < bytes.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = (byte[])bytes.Clone();
                changed[i] ^= (byte)(1 << bit);
                if (codec.TryDecode(changed, out var transaction, out var reason))
                    Assert.Equal(changed, Encoded(transaction));
                else
                    Assert.NotEqual(Reason.None, reason);
            }
        }
    }

    private static byte[] Encoded(Transaction transaction) =>
        TransactionCodec.Encode(TransactionBodyEncoder.Encode(transaction.Body), transaction.Signatures);
}
