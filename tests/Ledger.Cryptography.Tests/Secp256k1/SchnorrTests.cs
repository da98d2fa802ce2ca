using FsCheck;
using FsCheck.Fluent;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Secp256k1;

namespace Ledger.Cryptography.Tests.Secp256k1;

public sealed class SchnorrTests
{
    private static readonly Digest Message = Sha256.Hash("a message"u8);

    [Fact]
    public void Verify_AnySingleBitFlipped_IsFalse()
    {
        var (publicKey, signature) = Sign(Key(1));
        Assert.True(Schnorr.Verify(publicKey, Message, signature));

        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 511).ToArbitrary(), bit =>
        {
            var flipped = signature.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            return !Schnorr.Verify(publicKey, Message, flipped);
        }));
        Assert.False(Schnorr.Verify(publicKey, Sha256.Hash("another"u8), signature));
        Assert.False(Schnorr.Verify(Sign(Key(2)).PublicKey, Message, signature));
    }

    [Theory]
    [InlineData(31, 64)]
    [InlineData(33, 64)]
    [InlineData(32, 63)]
    [InlineData(32, 65)]
    [InlineData(0, 0)]
    public void Verify_WithAnotherLength_IsFalse(int keyLength, int signatureLength)
    {
        var (publicKey, signature) = Sign(Key(1));

        var isValid = Schnorr.Verify(Resize(publicKey, keyLength), Message, Resize(signature, signatureLength));

        Assert.False(isValid);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", false)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", true)]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140", true)]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", false)]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", false)]
    [InlineData("01", false)]
    public void SecretKey_AroundTheOrderOfTheCurve_IsAKeyBelowIt(string key, bool expected)
    {
        var secretKey = Convert.FromHexString(key);
        var signature = new byte[Schnorr.SignatureSize];
        var publicKey = new byte[Schnorr.PublicKeySize];

        Assert.Equal(expected, Schnorr.IsSecretKey(secretKey));
        Assert.Equal(expected, Schnorr.TryGetPublicKey(secretKey, publicKey));
        Assert.Equal(expected, Schnorr.TrySign(secretKey, Message, new byte[Schnorr.AuxiliarySize], signature));
        Assert.Equal(expected, Schnorr.IsPublicKey(publicKey));
        Assert.Equal(expected, Schnorr.Verify(publicKey, Message, signature));
    }

    [Fact]
    public void TrySign_WithOtherEntropy_GivesAnotherValidSignature()
    {
        var secretKey = Key(1);
        var first = new byte[Schnorr.SignatureSize];
        var second = new byte[Schnorr.SignatureSize];

        Assert.True(Schnorr.TrySign(secretKey, Message, new byte[32], first));
        Assert.True(Schnorr.TrySign(secretKey, Message, Key(9), second));

        Assert.NotEqual(first, second);
        Assert.True(Schnorr.Verify(Sign(secretKey).PublicKey, Message, second));
    }

    [Fact]
    public void Blind_ByTheHost_ChangesNoSignatureAndHappensOnce()
    {
        var before = Sign(Key(1)).Signature;

        Schnorr.Blind(Key(7));

        Assert.Equal(before, Sign(Key(1)).Signature);
        Assert.Throws<InvalidOperationException>(() => Schnorr.Blind(Key(7)));
    }

    [Fact]
    public void Verify_FromManyThreads_IsTrueOnEach()
    {
        var (publicKey, signature) = Sign(Key(1));

        Parallel.For(0, 200, _ => Assert.True(Schnorr.Verify(publicKey, Message, signature)));
    }

    [Fact]
    public void Verify_OfASoundSignature_AllocatesNothing()
    {
        var (publicKey, signature) = Sign(Key(1));

        var allocated = Allocation.Of(() => Schnorr.Verify(publicKey, Message, signature));

        Assert.Equal(0, allocated);
    }

    private static byte[] Key(byte last) => [.. new byte[31], last];

    private static byte[] Resize(byte[] bytes, int length) => [.. bytes.Concat(new byte[8]).Take(length)];

    private static (byte[] PublicKey, byte[] Signature) Sign(byte[] secretKey)
    {
        var publicKey = new byte[Schnorr.PublicKeySize];
        var signature = new byte[Schnorr.SignatureSize];
        Assert.True(Schnorr.TryGetPublicKey(secretKey, publicKey));
        Assert.True(Schnorr.TrySign(secretKey, Message, new byte[Schnorr.AuxiliarySize], signature));
        return (publicKey, signature);
    }
}
