using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Signatures;

namespace Ledger.Cryptography.Tests.Signatures;

public sealed class SignatureSchemesTests
{
    /// <summary>The numbers stand in policies on the log: if this fails, restore the number.</summary>
    [Fact]
    public void Numbers_OfSchemes_AreFrozen()
    {
        var numbers = string.Join(", ", Enum.GetValues<SignatureScheme>().Select(scheme => $"{scheme:D} {scheme}"));

        Assert.Equal("1 Schnorr, 2 Secp256k1Ecdsa, 3 P256Ecdsa", numbers);
    }

    [Theory]
    [InlineData(0u, false, 0)]
    [InlineData(1u, true, 32)]
    [InlineData(2u, true, 33)]
    [InlineData(3u, true, 33)]
    [InlineData(4u, false, 0)]
    [InlineData(uint.MaxValue, false, 0)]
    public void TryRead_OfANumber_KnowsTheThreeSchemes(uint number, bool isKnown, int keySize)
    {
        Assert.Equal(isKnown, SignatureSchemes.TryRead(number, out var scheme));
        Assert.Equal(keySize, SignatureSchemes.PublicKeySize(scheme));
    }

    [Theory]
    [InlineData((SignatureScheme)0)]
    [InlineData((SignatureScheme)4)]
    [InlineData((SignatureScheme)(-1))]
    public void Verify_UnderAnUnknownScheme_IsFalse(SignatureScheme scheme)
    {
        Assert.False(SignatureSchemes.Verify(scheme, new byte[32], Sha256.Hash([]), new byte[64]));
        Assert.False(SignatureSchemes.IsPublicKey(scheme, new byte[32]));
    }
}
