using Google.Protobuf;
using Ledger.Cryptography;
using Ledger.Devnet.Bench;
using Ledger.Model.Encoding;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;

namespace Ledger.Devnet.Tests.Bench;

public sealed class ChainCountTests
{
    private static readonly ByteString Success = Encode(Reason.None);
    private static readonly ByteString Failure = Encode(Reason.BalanceInsufficient);

    [Fact]
    public void Blocks_OfTheSpan_AreCountedWithTheirOutcomes()
    {
        var count = new ChainCount(new(1_000), new(2_000));

        count.Add(new(999), [Success]);
        count.Add(new(1_000), [Success, Failure, Success]);
        count.Add(new(1_999), [Success]);
        count.Add(new(2_000), [Success, Success]);

        Assert.Equal((3, 1, 2), (count.Succeeded, count.Failed, count.Blocks));
        Assert.Equal(3, count.LargestBlock);
        Assert.Equal(7, count.Transactions);
    }

    private static ByteString Encode(Reason reason)
    {
        var outcome = new Outcome(new(Digest.Zero), reason, 0, []);
        var writer = new FixedWriter(new byte[OutcomeCodec.SizeOf(outcome)]);
        OutcomeCodec.Write(ref writer, outcome);
        return ByteString.CopyFrom(writer.Written);
    }
}
