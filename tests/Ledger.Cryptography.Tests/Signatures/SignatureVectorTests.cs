using Ledger.Cryptography.Secp256k1;
using Ledger.Cryptography.Signatures;

namespace Ledger.Cryptography.Tests.Signatures;

public sealed class SignatureVectorTests
{
    [Fact]
    public void Verify_GoldenSignatureOfEachScheme_IsTrueUnderItsOwnSchemeOnly()
    {
        var vectors = GoldenVectors.Of("signatures");

        foreach (var vector in vectors)
        {
            Assert.True(SignatureSchemes.TryRead(vector.GetProperty("scheme").GetUInt32(), out var own));
            foreach (var scheme in Enum.GetValues<SignatureScheme>())
            {
                var isValid = SignatureSchemes.Verify(
                    scheme, vector.Hex("publicKey"), new(vector.Hex("message")), vector.Hex("signature"));

                Assert.Equal(scheme == own, isValid);
            }
        }

        Assert.Equal([1, 2, 3], vectors.Select(vector => vector.GetProperty("scheme").GetInt32()));
    }

    [Fact]
    public void TrySign_GoldenSecretKey_GivesTheGoldenSchnorrSignature()
    {
        var vector = GoldenVectors.Of("signatures")[0];
        var signature = new byte[Schnorr.SignatureSize];

        Assert.True(Schnorr.TrySign(
            vector.Hex("secretKey"), new(vector.Hex("message")), vector.Hex("auxiliary"), signature));

        Assert.Equal(vector.Hex("signature"), signature);
    }

    [Fact]
    public void TrySign_GoldenSecretKey_GivesTheGoldenEcdsaSignature()
    {
        var vector = GoldenVectors.Of("signatures")[1];
        var signature = new byte[Secp256k1Ecdsa.SignatureSize];
        var publicKey = new byte[Secp256k1Ecdsa.PublicKeySize];

        Assert.True(Secp256k1Ecdsa.TrySign(vector.Hex("secretKey"), new(vector.Hex("message")), signature));
        Assert.True(Secp256k1Ecdsa.TryGetPublicKey(vector.Hex("secretKey"), publicKey));

        Assert.Equal(vector.Hex("signature"), signature);
        Assert.Equal(vector.Hex("publicKey"), publicKey);
    }
}
