using System.Globalization;
using System.Numerics;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Secp256k1;

namespace Ledger.Cryptography.Tests.Secp256k1;

public sealed class Secp256k1EcdsaTests
{
    private static readonly BigInteger Order = BigInteger.Parse(
        "0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        NumberStyles.HexNumber,
        CultureInfo.InvariantCulture);

    private static readonly Digest Message = Sha256.Hash("a message"u8);
    private static readonly byte[] SecretKey = [.. new byte[31], 1];

    [Fact]
    public void TrySign_OfKeyOne_GivesTheGeneratorAndAVerifyingSignature()
    {
        var (publicKey, signature) = Sign();

        Assert.Equal(
            "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", Convert.ToHexStringLower(publicKey));
        Assert.True(Secp256k1Ecdsa.IsPublicKey(publicKey));
        Assert.True(Secp256k1Ecdsa.Verify(publicKey, Message, signature));
        Assert.False(Secp256k1Ecdsa.Verify(publicKey, Sha256.Hash("another"u8), signature));
    }

    [Fact]
    public void Verify_OfTheSameSignatureWithAHighS_IsFalse()
    {
        var (publicKey, signature) = Sign();

        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var high = (Order - s).ToByteArray(isUnsigned: true, isBigEndian: true);

        Assert.False(Secp256k1Ecdsa.Verify(publicKey, Message, [.. signature.AsSpan(0, 32), .. high]));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(34)]
    [InlineData(65)]
    public void Verify_WithAnotherLengthOfKey_IsFalse(int length)
    {
        var (publicKey, signature) = Sign();
        byte[] resized = [.. publicKey.Concat(new byte[64]).Take(length)];

        Assert.False(Secp256k1Ecdsa.Verify(resized, Message, signature));
        Assert.False(Secp256k1Ecdsa.IsPublicKey(resized));
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x04)]
    [InlineData(0x06)]
    public void Verify_WithAnotherPrefixOfKey_IsFalse(byte prefix)
    {
        var (publicKey, signature) = Sign();
        publicKey[0] = prefix;

        Assert.False(Secp256k1Ecdsa.Verify(publicKey, Message, signature));
    }

    [Fact]
    public void TrySign_WithNoSecretKey_IsFalse()
    {
        Assert.False(Secp256k1Ecdsa.TrySign(new byte[32], Message, new byte[64]));
        Assert.False(Secp256k1Ecdsa.TryGetPublicKey(new byte[32], new byte[33]));
    }

    [Fact]
    public void Verify_OfASoundSignature_AllocatesNothing()
    {
        var (publicKey, signature) = Sign();

        var allocated = Allocation.Of(() => Secp256k1Ecdsa.Verify(publicKey, Message, signature));

        Assert.Equal(0, allocated);
    }

    private static (byte[] PublicKey, byte[] Signature) Sign()
    {
        var publicKey = new byte[Secp256k1Ecdsa.PublicKeySize];
        var signature = new byte[Secp256k1Ecdsa.SignatureSize];
        Assert.True(Secp256k1Ecdsa.TryGetPublicKey(SecretKey, publicKey));
        Assert.True(Secp256k1Ecdsa.TrySign(SecretKey, Message, signature));
        return (publicKey, signature);
    }
}
