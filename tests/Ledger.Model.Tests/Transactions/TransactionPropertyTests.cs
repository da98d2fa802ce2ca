using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Ledger.Cryptography.Trees;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Wire = Ledger.Contracts.V1;

namespace Ledger.Model.Tests.Transactions;

/// <summary>Our codec and protoc's code agree on every byte, and nothing but those bytes is accepted.</summary>
public sealed class TransactionPropertyTests
{
    private static readonly Arbitrary<int> Seeds = ArbMap.Default.ArbFor<int>();
    private static readonly TransactionCodec Codec = Sample.Codec();

    [Fact]
    public void Encode_AnyTransaction_GivesTheBytesOfGeneratedCode() => Prop.ForAll(Seeds, seed =>
    {
        var (body, signatures) = Random(seed);

        var bytes = Sample.Signed(body, signatures);

        var sorted = signatures.Order(AccountSignature.CanonicalOrder);
        Assert.Equal(Generated.Of(body, sorted).ToByteArray(), bytes);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryDecode_AnyTransaction_GivesItBack() => Prop.ForAll(Seeds, seed =>
    {
        var (body, signatures) = Random(seed);
        var bytes = Sample.Signed(body, signatures);

        Assert.True(Codec.TryDecode(bytes, out var transaction, out var reason), $"{reason}");

        Assert.Equal(bytes, Encoded(transaction));
        Assert.Equal(new UnsignedTransaction(Sample.Network, body).Id, transaction.Id);
        Assert.Equal(TreeHash.Leaf(bytes), transaction.Leaf);
        Assert.Equal(signatures.Order(AccountSignature.CanonicalOrder), transaction.Signatures);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryDecode_AnyMutation_IsRefusedOrTheSameBytesAgain() => Prop.ForAll(Seeds, seed =>
    {
        var (body, signatures) = Random(seed);
        var random = new Random(seed);
        var bytes = Sample.Signed(body, signatures).ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
            Mutate(bytes, random);

        if (!Codec.TryDecode(bytes.ToArray(), out var transaction, out var reason))
        {
            Assert.NotEqual(Reason.None, reason);
            return;
        }

        Assert.Equal([.. bytes], Encoded(transaction));
        Assert.Equal([.. bytes], Wire.Transaction.Parser.ParseFrom([.. bytes]).ToByteArray());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void TryDecode_AnyBytes_NeverThrows() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        !Codec.TryDecode(bytes, out _, out var reason) && reason != Reason.None).QuickCheckThrowOnFailure();

    private static (TransactionBody Body, AccountSignature[] Signatures) Random(int seed)
    {
        var random = new RandomTransactions(seed);
        return (random.Body(), random.Signatures());
    }

    private static void Mutate(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(4))
        {
            case 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveAt(at);
                break;
            case 2:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            default:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                break;
        }
    }

    private static byte[] Encoded(Transaction transaction) =>
        TransactionCodec.Encode(TransactionBodyEncoder.Encode(transaction.Body), transaction.Signatures);
}
