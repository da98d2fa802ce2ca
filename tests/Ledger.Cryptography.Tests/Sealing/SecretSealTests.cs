using System.Buffers.Binary;
using System.Text;
using Ledger.Cryptography.Sealing;

namespace Ledger.Cryptography.Tests.Sealing;

public sealed class SecretSealTests
{
    private static readonly byte[] Password = "correct horse"u8.ToArray();
    private static readonly byte[] Purpose = "a purpose"u8.ToArray();
    private static readonly byte[] Secret = [1, 2, 3, 4];
    private static readonly byte[] Seal = Sealed(SecretSeal.IterationsMin);

    [Fact]
    public void Seals_OfTheVectors_SealAndOpen()
    {
        foreach (var vector in GoldenVectors.Of("seals"))
        {
            var password = Encoding.UTF8.GetBytes(vector.Text("password"));
            var purpose = Encoding.UTF8.GetBytes(vector.Text("purpose"));
            var parameters = new SealParameters(
                vector.GetProperty("iterations").GetInt32(), vector.Hex("salt"), vector.Hex("nonce"));

            var seal = SecretSeal.Seal(password, vector.Hex("secret"), purpose, parameters);
            var status = SecretSeal.Open(password, vector.Hex("seal"), purpose, out var secret);

            Assert.Equal(vector.Hex("seal"), seal);
            Assert.Equal(SealStatus.Opened, status);
            Assert.Equal(vector.Hex("secret"), secret);
        }
    }

    [Fact]
    public void Open_WithAnotherPasswordOrPurpose_DoesNotOpen()
    {
        Assert.Equal(SealStatus.DoesNotOpen, SecretSeal.Open("other"u8, Seal, Purpose, out var first));
        Assert.Equal(SealStatus.DoesNotOpen, SecretSeal.Open(Password, Seal, "other"u8, out var second));
        Assert.Empty(first);
        Assert.Empty(second);
    }

    [Theory]
    [InlineData(5)] // Salt.
    [InlineData(21)] // Nonce.
    [InlineData(33)] // Secret.
    [InlineData(52)] // Tag.
    public void Open_WithOneBitDamaged_DoesNotOpen(int offset)
    {
        var damaged = Seal.ToArray();
        damaged[offset] ^= 1;

        Assert.Equal(SealStatus.DoesNotOpen, SecretSeal.Open(Password, damaged, Purpose, out var secret));
        Assert.Empty(secret);
    }

    [Fact]
    public void Open_OfAnotherVersionOrLength_IsNotASeal()
    {
        byte[] otherVersion = [2, .. Seal.AsSpan(1)];

        Assert.Equal(SealStatus.NotASeal, SecretSeal.Open(Password, otherVersion, Purpose, out _));
        Assert.Equal(SealStatus.NotASeal, SecretSeal.Open(Password, [], Purpose, out _));
        Assert.Equal(SealStatus.NotASeal, SecretSeal.Open(Password, Seal.AsSpan(0, 49), Purpose, out _));
        Assert.Equal(SealStatus.NotASeal, SecretSeal.Open(Password, [.. Seal, .. new byte[4096]], Purpose, out _));
    }

    /// <summary>The bounds come before the work, so that a forged file neither weakens nor stalls the opener.</summary>
    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(0)]
    [InlineData(SecretSeal.IterationsMin - 1)]
    [InlineData(SecretSeal.IterationsMax + 1)]
    [InlineData(int.MaxValue)]
    public void Open_WithIterationsOutOfBounds_IsNotASeal(int iterations)
    {
        var forged = Seal.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(forged.AsSpan(1), iterations);

        Assert.Equal(SealStatus.NotASeal, SecretSeal.Open(Password, forged, Purpose, out _));
        Assert.Throws<ArgumentException>(() => Sealed(iterations));
    }

    private static byte[] Sealed(int iterations) =>
        SecretSeal.Seal(Password, Secret, Purpose, new(iterations, new byte[16], new byte[12]));
}
