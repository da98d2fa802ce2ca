using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Ledger.Cryptography;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Genesis;
using Ledger.Model.Tests.Transactions;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Model.Tests.Blocks;

public sealed class BlockCodecTests
{
    private static readonly BlockCodec Codec = new(Sample.Codec(), new Parameters());

    [Theory]
    [InlineData(4, 3)]
    [InlineData(9, 7)]
    [InlineData(256, 171)]
    public void TryDecode_EncodedBlock_GivesItBack(int validators, int signers)
    {
        var block = Sound(validators, signers);
        var bytes = BlockCodec.Encode(block);

        Assert.True(Codec.TryDecode(bytes, out var decoded));

        Assert.True(decoded.FitsHeader());
        Assert.Equal(block.Header, decoded.Header);
        Assert.Equal(block.ParentCertificate, decoded.ParentCertificate);
        Assert.Equal(block.Evidence.AsEnumerable(), decoded.Evidence);
        Assert.Equal(Block.RootOf(block.Transactions), Block.RootOf(decoded.Transactions));
        Assert.Equal(BlockCodec.SizeOf(block), bytes.Length);
        Assert.Equal(bytes, BlockCodec.Encode(decoded));
    }

    [Fact]
    public void TryDecode_FirstBlockWithoutContent_GivesItBack()
    {
        var bytes = BlockCodec.Encode(new Block(HeaderOf([], [], null), null, []));

        Assert.True(Codec.TryDecode(bytes, out var decoded));
        Assert.True(decoded.FitsHeader());
        Assert.Null(decoded.ParentCertificate);
    }

    [Fact]
    public void FitsHeader_OtherPart_IsFalse()
    {
        var block = Sound(4, 3);

        Assert.True(block.FitsHeader());
        Assert.False(new Block(block.Header, null, block.Transactions, block.Evidence).FitsHeader());
        Assert.False(new Block(block.Header, block.ParentCertificate, [], block.Evidence).FitsHeader());
        Assert.False(new Block(block.Header, block.ParentCertificate, block.Transactions).FitsHeader());
        Assert.False(new Block(
            block.Header, block.ParentCertificate, [.. block.Transactions.Reverse()], block.Evidence).FitsHeader());
    }

    [Fact]
    public void TryDecode_TruncatedOrExtended_IsRefused()
    {
        var bytes = BlockCodec.Encode(Sound(4, 3));

        for (var length = 0; length < bytes.Length; length++)
            Assert.False(Codec.TryDecode(bytes.AsMemory(0, length), out _));
        Assert.False(Codec.TryDecode(bytes.Append((byte)0).ToArray(), out _));
    }

    [Fact]
    public void TryDecode_AnyByteChanged_IsRefusedOrTheSameBytesAgain()
    {
        var bytes = BlockCodec.Encode(Sound(4, 3));
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= (byte)(1 << (i % 8));
            if (Codec.TryDecode(changed, out var block))
                Assert.Equal(changed, BlockCodec.Encode(block));
        }
    }

    [Fact]
    public void TryDecode_HugeCountsAndLengths_AreRefusedWithoutAllocating()
    {
        var bytes = BlockCodec.Encode(Sound(4, 3));
        var countAt = Header.Size - (6 * Digest.Size) - sizeof(uint);
        var manyTransactions = (byte[])bytes.Clone();
        BinaryPrimitives.WriteUInt32BigEndian(manyTransactions.AsSpan(countAt), uint.MaxValue);
        var longCertificate = (byte[])bytes.Clone();
        BinaryPrimitives.WriteUInt32BigEndian(longCertificate.AsSpan(Header.Size), uint.MaxValue);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(Codec.TryDecode(manyTransactions, out _));
        Assert.False(Codec.TryDecode(longCertificate, out _));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Fact]
    public void TryDecode_BeyondTheNetworksLimits_IsRefused()
    {
        var block = Sound(4, 3);
        var bytes = BlockCodec.Encode(block);
        var size = block.Transactions.Sum(transaction => transaction.Bytes.Length);

        Assert.True(Decodes(new Parameters { BlockTransactionsMax = 2, BlockBytesMax = size }));
        Assert.False(Decodes(new Parameters { BlockTransactionsMax = 1 }));
        Assert.False(Decodes(new Parameters { BlockBytesMax = size - 1 }));

        bool Decodes(Parameters limits) => new BlockCodec(Sample.Codec(), limits).TryDecode(bytes, out _);
    }

    [Fact]
    public void TryDecode_AnyBytesAfterAHeader_NeverThrows() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        var header = HeaderOf([], [], null).ToBytes();

        Assert.False(Codec.TryDecode(bytes, out _));
        Codec.TryDecode(header.Concat(bytes).ToArray(), out _);
        Codec.TryDecode(header.Concat(new byte[6]).Concat(bytes).ToArray(), out _);
    }).QuickCheckThrowOnFailure();

    private static Block Sound(int validators, int signers)
    {
        Transaction[] transactions = [Transfer(1), Transfer(2)];
        var certificate = Certificate(validators, signers);
        var evidence = Accusation();
        return new(HeaderOf(transactions, [evidence], certificate), certificate, [.. transactions], [evidence]);
    }

    private static Transaction Transfer(uint nonce)
    {
        var bytes = Sample.Signed(Sample.Body() with { Nonce = new(nonce) });
        Assert.True(Sample.Codec().TryDecode(bytes, out var transaction, out _));
        return transaction;
    }

    private static FinalityCertificate Certificate(int validators, int signers)
    {
        var bitmap = Enumerable.Range(0, signers).Aggregate(SignerBitmap.Empty(validators), (map, at) => map.With(at));
        var signatures = Enumerable.Repeat(new Signature(Sample.Digest("r"), Sample.Digest("s")), signers);
        return new(new(8), new(1), new(Sample.Digest("parent")), new(bitmap, [.. signatures]));
    }

    private static Evidence Accusation()
    {
        var one = Vote("one");
        var other = Vote("other");
        Assert.True(Evidence.TryFind(one, other, out var evidence));
        return evidence!;

        static SignedVote Vote(string block) => new(
            new Finalize(new(5), new(1), new(Sample.Digest(block))), 2, new(Sample.Digest("r"), Sample.Digest("s")));
    }

    private static Header HeaderOf(
        Transaction[] transactions, Evidence[] evidence, FinalityCertificate? parent) => new()
    {
        Network = Sample.Network,
        Height = new(9),
        CreatedView = new(1),
        Proposer = 2,
        Streak = 1,
        Time = new(1_700_000_000_000),
        Parent = new(Sample.Digest("parent")),
        ParentCertificateHash = parent?.Hash() ?? Digest.Zero,
        TransactionRoot = Block.RootOf([.. transactions]),
        TransactionCount = (uint)transactions.Length,
        EvidenceRoot = Block.RootOf([.. evidence]),
        ValidatorsHash = Sample.Digest("validators"),
        NextValidatorsHash = Sample.Digest("next validators"),
        StateRoot = Sample.Digest("state"),
        OutcomeRoot = Sample.Digest("outcomes"),
        HistoryRoot = Sample.Digest("history"),
    };
}
