using System.Formats.Asn1;
using System.Numerics;
using System.Text.Json;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Signatures;
using Xunit.Abstractions;

namespace Ledger.Cryptography.Tests.Signatures;

/// <summary>Wycheproof's ECDSA vectors, with the ledger's rule on top: a high s is refused, valid or not.</summary>
public sealed class WycheproofTests(ITestOutputHelper output)
{
    private static readonly BigInteger P256Order = new(
        Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
        isUnsigned: true,
        isBigEndian: true);

    /// <summary>The vectors for Bitcoin have the low-S rule themselves, and signatures in DER.</summary>
    [PublicVectorFact("wycheproof")]
    public void Verify_Secp256k1Vectors_AgreesWithEachCase() =>
        Run("*secp256k1*bitcoin*.json", SignatureScheme.Secp256k1Ecdsa, FromDer, isHighSValid: false);

    [PublicVectorFact("wycheproof")]
    public void Verify_P256Vectors_AgreesWithEachCaseButHighS() =>
        Run("*secp256r1*p1363*.json", SignatureScheme.P256Ecdsa, signature => signature, isHighSValid: true);

    private void Run(string pattern, SignatureScheme scheme, Func<byte[], byte[]> read, bool isHighSValid)
    {
        var (cases, accepted, high) = (0, 0, 0);
        foreach (var vector in Vectors(pattern))
        {
            var signature = read(vector.Signature);
            var isRefusedHere = isHighSValid && IsHigh(signature);
            var expected = vector.IsValid && !isRefusedHere;

            var isValid = SignatureSchemes.Verify(
                scheme, vector.PublicKey, Sha256.Hash(vector.Message), signature);

            Assert.True(expected == isValid, $"{pattern} tcId {vector.Id}: {vector.Comment}");
            Assert.True(SignatureSchemes.IsPublicKey(scheme, vector.PublicKey));
            cases++;
            accepted += isValid ? 1 : 0;
            high += vector.IsValid && isRefusedHere ? 1 : 0;
        }

        output.WriteLine($"{pattern}: {cases} cases, {accepted} accepted, {high} valid but refused for a high s");
        Assert.NotEqual(0, accepted);
    }

    private static IEnumerable<Vector> Vectors(string pattern)
    {
        foreach (var file in PublicVectors.Files("wycheproof", pattern))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var group in document.RootElement.GetProperty("testGroups").EnumerateArray())
            {
                var publicKey = Compress(Hex(group.GetProperty("publicKey"), "uncompressed"));
                foreach (var test in group.GetProperty("tests").EnumerateArray())
                {
                    yield return new(
                        test.GetProperty("tcId").GetInt32(),
                        test.GetProperty("comment").GetString()!,
                        publicKey,
                        Hex(test, "msg"),
                        Hex(test, "sig"),
                        test.GetProperty("result").ValueEquals("valid"));
                }
            }
        }
    }

    private static byte[] Hex(JsonElement element, string name) =>
        Convert.FromHexString(element.GetProperty(name).GetString()!);

    private static byte[] Compress(byte[] point) => [(byte)(2 + (point[^1] & 1)), .. point.AsSpan(1, 32)];

    private static bool IsHigh(byte[] signature) =>
        signature.Length == 64
        && new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true) > P256Order / 2;

    /// <summary>The 64-byte form of a strict DER signature; nothing where there is none.</summary>
    private static byte[] FromDer(byte[] der)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            var (r, s) = (sequence.ReadInteger(), sequence.ReadInteger());
            reader.ThrowIfNotEmpty();
            sequence.ThrowIfNotEmpty();
            return r.Sign < 0 || s.Sign < 0 ? [] : [.. Fixed(r), .. Fixed(s)];
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

    private static byte[] Fixed(BigInteger value)
    {
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return bytes.Length <= 32 ? [.. new byte[32 - bytes.Length], .. bytes] : bytes;
    }

    private sealed record Vector(
        int Id, string Comment, byte[] PublicKey, byte[] Message, byte[] Signature, bool IsValid);
}
