using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Policies;
using Ledger.Model.Tests.Transactions;

namespace Ledger.Model.Tests.Policies;

public sealed class PolicyTests
{
    private static readonly PublicKey[] Keys =
        [.. Enumerable.Range(0, 17).Select(index => Sample.Key($"key {index}")).Order()];

    [Fact]
    public void TryDecode_AnyPolicy_IsTheOneOfGeneratedCode() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var policy = new RandomTransactions(seed).Policy();

        var bytes = PolicyCodec.Encode(policy);

        Assert.Equal(Generated.Of(policy).ToByteArray(), bytes);
        Assert.True(PolicyCodec.TryDecode(bytes, out var decoded));
        Assert.Equal(policy, decoded);
        Assert.Equal(new(TaggedHash.Account.Hash(bytes)), PolicyCodec.AccountOf(policy));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryDecode_AnyBytes_NeverThrows() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        !PolicyCodec.TryDecode(bytes, out var policy) || PolicyCodec.Encode(policy).AsSpan().SequenceEqual(bytes))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void TryDecode_AnyByteChanged_IsRefusedOrAnotherAccount()
    {
        var bytes = PolicyCodec.Encode(new(3, [new(Keys[0], 1), new(Keys[1], 2)]));
        for (var i = 0; i < bytes.Length * 8; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i / 8] ^= (byte)(1 << (i % 8));
            if (PolicyCodec.TryDecode(changed, out var policy))
                Assert.Equal(changed, PolicyCodec.Encode(policy));
        }
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 16, true)]
    [InlineData(1, 17, false)]
    [InlineData(1, 0, false)]
    [InlineData(0, 2, false)]
    [InlineData(2, 2, true)]
    [InlineData(3, 2, false)]
    public void TryDecode_ThresholdAndCount_KeepTheirLimits(uint threshold, int count, bool isSound)
    {
        var bytes = PolicyCodec.Encode(new(threshold, [.. Keys.Take(count).Select(key => new PolicyKey(key, 1))]));

        Assert.Equal(isSound, PolicyCodec.TryDecode(bytes, out _));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(65_535, true)]
    [InlineData(65_536, false)]
    public void TryDecode_Weight_KeepsItsLimits(uint weight, bool isSound)
    {
        var bytes = PolicyCodec.Encode(new(1, [new(Keys[0], weight), new(Keys[1], 1)]));

        Assert.Equal(isSound, PolicyCodec.TryDecode(bytes, out _));
    }

    [Fact]
    public void TryDecode_KeysDescendingOrTwice_IsRefused()
    {
        Assert.False(PolicyCodec.TryDecode(PolicyCodec.Encode(new(1, [new(Keys[1], 1), new(Keys[0], 1)])), out _));
        Assert.False(PolicyCodec.TryDecode(PolicyCodec.Encode(new(1, [new(Keys[0], 1), new(Keys[0], 1)])), out _));
    }

    [Fact]
    public void TryDecode_LargestPolicy_FitsItsBytes()
    {
        var keys = Enumerable.Range(0, Policy.KeysMax)
            .Select(index => Sample.Key($"key {index}", SignatureScheme.P256Ecdsa))
            .Order()
            .Select(key => new PolicyKey(key, PolicyKey.WeightMax));
        var bytes = PolicyCodec.Encode(new(1_000_000, [.. keys]));

        Assert.InRange(bytes.Length, 1, Policy.BytesMax);
        Assert.True(PolicyCodec.TryDecode(bytes, out _));
    }

    [Theory]
    [InlineData(new[] { 0 }, false)]
    [InlineData(new[] { 0, 1 }, true)]
    [InlineData(new[] { 2 }, true)]
    [InlineData(new[] { 0, 9 }, false)]
    [InlineData(new int[0], false)]
    public void IsSatisfiedBy_SignedKeys_AddsTheirWeights(int[] signed, bool isReached)
    {
        var policy = new Policy(3, [new(Keys[0], 1), new(Keys[1], 2), new(Keys[2], 3)]);

        Assert.Equal(isReached, policy.IsSatisfiedBy([.. signed.Select(index => Keys[index])]));
    }

    [Fact]
    public void HasPointsOnly_KeyOffTheCurve_IsFalse()
    {
        var offCurve = Enumerable.Range(0, 64).Select(index => Sample.Key($"{index}")).First(key => !key.IsPoint());

        Assert.True(Sample.Policy("alice").HasPointsOnly());
        Assert.False(Policy.OfOne(offCurve).HasPointsOnly());
    }
}
