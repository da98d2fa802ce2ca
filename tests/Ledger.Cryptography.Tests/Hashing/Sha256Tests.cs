using System.Security.Cryptography;
using Ledger.Cryptography.Hashing;

namespace Ledger.Cryptography.Tests.Hashing;

public sealed class Sha256Tests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Hash_OfAPublishedMessage_IsThePublishedHash(string message, string expected) =>
        Assert.Equal(expected, Sha256.Hash(Bytes(message)).ToString());

    [Theory]
    [InlineData(55)]
    [InlineData(56)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(100_000)]
    public void Hash_AroundItsBlockSizes_EqualsTheFrameworks(int length)
    {
        var message = Message(length);

        var hash = Sha256.Hash(message);

        Assert.Equal(SHA256.HashData(message), hash.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(130)]
    public void Hash_OfTwoParts_IsTheHashOfTheirConcatenation(int cut)
    {
        var message = Message(130);

        var hash = Sha256.Hash(message.AsSpan(0, cut), message.AsSpan(cut));

        Assert.Equal(Sha256.Hash(message), hash);
    }

    [Fact]
    public void Hash_OfATreeNode_IsThePrefixAndBothChildren()
    {
        var left = Sha256.Hash([1]);
        var right = Sha256.Hash([2]);

        var node = Sha256.Hash(0x01, left, right);

        Assert.Equal(Sha256.Hash([0x01, .. left.ToArray(), .. right.ToArray()]), node);
    }

    [Fact]
    public void Framework_WhereOpenSslIsMissing_GivesTheSameHash()
    {
        var message = Message(200);

        var state = Sha256State.StartInFramework(message.AsSpan(0, 64));
        state.Append(message.AsSpan(64));

        Assert.Equal(Sha256.Hash(message), state.Finish());
    }

    [Fact]
    public void Hash_FromManyThreads_IsTheSameOnEach()
    {
        var expected = Enumerable.Range(0, 64).Select(length => SHA256.HashData(Message(length))).ToArray();

        Parallel.For(0, 10_000, i => Assert.Equal(expected[i % 64], Sha256.Hash(Message(i % 64)).ToArray()));
    }

    [Fact]
    public void Hash_OfSmallInputs_AllocatesNothing()
    {
        var message = Message(65);
        var left = Sha256.Hash(message);

        var allocated = Allocation.Of(() =>
        {
            _ = Sha256.Hash(message);
            _ = Sha256.Hash(message, message);
            _ = Sha256.Hash(0x01, left, left);
        });

        Assert.Equal(0, allocated);
    }

    private static byte[] Message(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];

    private static byte[] Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
