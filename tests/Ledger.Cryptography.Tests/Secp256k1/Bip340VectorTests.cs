using Ledger.Cryptography.Secp256k1;
using Xunit.Abstractions;

namespace Ledger.Cryptography.Tests.Secp256k1;

/// <summary>The vectors of BIP-340. Signing is held against those of 32 bytes: the ledger signs digests.</summary>
public sealed class Bip340VectorTests(ITestOutputHelper output)
{
    [PublicVectorFact("bip340")]
    public void Verify_PublicVectors_AgreesWithEachCase()
    {
        var cases = Cases();

        foreach (var vector in cases)
        {
            var isValid = Schnorr.Verify(vector.PublicKey, vector.Message, vector.Signature);

            Assert.True(isValid == vector.IsValid, $"case {vector.Index}");
            if (Digest.TryRead(vector.Message, out var digest))
                Assert.Equal(vector.IsValid, Schnorr.Verify(vector.PublicKey, digest, vector.Signature));
        }

        output.WriteLine($"bip340 verify: {cases.Length} cases, {cases.Count(vector => vector.IsValid)} valid");
        Assert.NotEmpty(cases);
    }

    [PublicVectorFact("bip340")]
    public void TrySign_PublicVectors_GivesEachSignature()
    {
        var cases = Cases()
            .Where(vector => vector.SecretKey.Length > 0 && vector.Message.Length == Digest.Size)
            .ToArray();

        foreach (var vector in cases)
        {
            var signature = new byte[Schnorr.SignatureSize];
            var publicKey = new byte[Schnorr.PublicKeySize];

            Assert.True(Schnorr.TrySign(vector.SecretKey, new(vector.Message), vector.Auxiliary, signature));
            Assert.Equal(vector.Signature, signature);
            Assert.True(Schnorr.TryGetPublicKey(vector.SecretKey, publicKey));
            Assert.Equal(vector.PublicKey, publicKey);
        }

        output.WriteLine($"bip340 sign: {cases.Length} cases");
        Assert.NotEmpty(cases);
    }

    private static Case[] Cases() =>
    [
        .. PublicVectors.Files("bip340", "*.csv")
            .SelectMany(file => File.ReadLines(file).Skip(1))
            .Select(line => line.Split(','))
            .Select(cells => new Case(
                cells[0],
                Hex(cells[1]),
                Hex(cells[2]),
                Hex(cells[3]),
                Hex(cells[4]),
                Hex(cells[5]),
                cells[6].Equals("TRUE", StringComparison.Ordinal))),
    ];

    private static byte[] Hex(string text) => Convert.FromHexString(text);

    private sealed record Case(
        string Index,
        byte[] SecretKey,
        byte[] PublicKey,
        byte[] Auxiliary,
        byte[] Message,
        byte[] Signature,
        bool IsValid);
}
