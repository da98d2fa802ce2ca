using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.P256;

namespace Ledger.Cryptography.Tests.P256;

public sealed class P256EcdsaTests
{
    private static readonly Digest Message = Sha256.Hash("a message"u8);

    [Fact]
    public void Verify_OfTheFrameworksSignatureWithItsSLowered_IsTrue()
    {
        for (var i = 0; i < 20; i++)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var publicKey = PublicKeyOf(key);
            var signature = key.SignHash(Message.ToArray());
            var isLow = P256Ecdsa.Verify(publicKey, Message, signature);

            var lowered = signature.ToArray();
            Assert.True(P256Ecdsa.TryLowerS(lowered));

            Assert.True(P256Ecdsa.Verify(publicKey, Message, lowered));
            Assert.Equal(isLow, lowered.SequenceEqual(signature));
            Assert.False(P256Ecdsa.Verify(publicKey, Sha256.Hash("another"u8), lowered));
        }
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x01)]
    [InlineData(0x04)]
    [InlineData(0xff)]
    public void IsPublicKey_WithAnotherPrefix_IsFalse(byte prefix)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = PublicKeyOf(key);
        publicKey[0] = prefix;

        Assert.False(P256Ecdsa.IsPublicKey(publicKey));
    }

    [Theory]
    [InlineData("02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")] // The prime: no field element.
    [InlineData("02ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("02")]
    [InlineData("")]
    public void IsPublicKey_OfNoPoint_IsFalse(string key) =>
        Assert.False(P256Ecdsa.IsPublicKey(Convert.FromHexString(key)));

    /// <summary>Whatever passes as a key, the framework takes as a point of the curve.</summary>
    [Fact]
    public void Verify_OfArbitraryBytes_NeverThrows()
    {
        var isOnCurve = 0;

        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 255).ArrayOf(32).ToArbitrary(), x =>
        {
            byte[] key = [(byte)(2 + (x[0] & 1)), .. x.Select(value => (byte)value)];
            isOnCurve += P256Ecdsa.IsPublicKey(key) ? 1 : 0;
            byte[] signature = [.. key.AsSpan(1), 0x01, .. key.AsSpan(2)];
            return !P256Ecdsa.Verify(key, Message, signature);
        }));

        Assert.InRange(isOnCurve, 20, 80);
    }

    [Fact]
    public void TryLowerS_OfNoSignature_IsFalse()
    {
        var order = Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

        Assert.False(P256Ecdsa.TryLowerS(new byte[63]));
        Assert.False(P256Ecdsa.TryLowerS(new byte[64]));
        Assert.False(P256Ecdsa.TryLowerS([.. new byte[32], .. order]));
    }

    private static byte[] PublicKeyOf(ECDsa key)
    {
        var publicKey = new byte[P256Ecdsa.PublicKeySize];
        Assert.True(P256Ecdsa.TryCompress(key.ExportParameters(includePrivateParameters: false).Q, publicKey));
        return publicKey;
    }
}
