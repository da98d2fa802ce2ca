using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Certificates;
using Ledger.Model.Tests.Votes;
using Ledger.Model.Values;

namespace Ledger.Model.Tests.Certificates;

/// <summary>PROTOCOL 9.3; R3: valid as a whole, or not at all.</summary>
public sealed class CertificateTests
{
    [Fact]
    public void R3_GoldenVectors_AreJudgedAsTheySay()
    {
        var verifier = new CertificateVerifier(
            ConsensusVectors.Network, _ => ConsensusVectors.Validators, ConsensusVectors.Verify);
        var malformed = 0;
        foreach (var vector in ConsensusVectors.Of("certificates"))
        {
            var bytes = vector.Hex("bytes");
            var isRead = Certificate.TryRead(bytes, 4, out var certificate);

            var fault = isRead ? verifier.Verify(certificate!).ToString() : "Unreadable";

            Assert.Equal($"{vector.Text("name")}: {vector.Text("fault")}", $"{vector.Text("name")}: {fault}");
            if (isRead)
                Assert.Equal(bytes, certificate!.ToBytes());
            if (fault is "None")
                Assert.Equal(vector.Text("hash"), certificate!.Hash().ToString());
            else
                malformed++;
        }

        Assert.True(malformed >= 20);
    }

    [Fact]
    public void Verify_ValidatorsUnknown_IsAFault()
    {
        var verifier = new CertificateVerifier(ConsensusVectors.Network, _ => null, ConsensusVectors.Verify);
        Assert.True(Certificate.TryRead(ConsensusVectors.Of("certificates")[0].Hex("bytes"), 4, out var certificate));

        Assert.Equal(CertificateFault.UnknownValidators, verifier.Verify(certificate!));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(50)]
    [InlineData(256)]
    public void Size_AllSigners_StaysWithinTheBounds(int count)
    {
        var signatures = AllOf(count, count);
        var notarization = new NotarizationCertificate(new(9), new(3), View.None, default, signatures);
        var finality = new FinalityCertificate(new(9), new(3), default, signatures);
        var ranges = Enumerable.Repeat(new NullifiedRange(new(4), new(5)), count).ToImmutableArray();
        var skip = new SkipCertificate(new(9), new(5), signatures, ranges, notarization);

        Assert.InRange(notarization.ToBytes().Length, 0, 128 + 72 * count);
        Assert.InRange(finality.ToBytes().Length, 0, 128 + 72 * count);
        Assert.InRange(skip.ToBytes().Length, 0, 192 + 160 * count);
        foreach (var certificate in new Certificate[] { notarization, finality, skip })
        {
            Assert.True(Certificate.TryRead(certificate.ToBytes(), count, out var read));
            Assert.Equal(certificate, read);
        }
    }

    [Theory]
    [InlineData(4, 3, 238)]
    [InlineData(50, 34, 2228)]
    public void Size_FinalityOfAQuorum_IsAsTheProtocolSays(int count, int quorum, int expected)
    {
        Assert.Equal(expected, new FinalityCertificate(new(1), new(1), default, AllOf(count, quorum)).Size);
    }

    [Fact]
    public void TryRead_AnyBytes_ReadsWhatItWouldWriteOrRefuses() =>
        Prop.ForAll<byte[], byte>((tail, kind) =>
        {
            byte[] bytes = [(byte)(kind % 5), .. tail];
            return !Certificate.TryRead(bytes, 4, out var certificate)
                || certificate!.ToBytes().AsSpan().SequenceEqual(bytes);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryRead_GoodBytesChanged_NeverThrowsAndNeverVerifies()
    {
        var good = ConsensusVectors.Of("certificates").Where(vector => vector.Text("fault") is "None").ToArray();

        Prop.ForAll<int, int, byte>((which, at, change) =>
        {
            var bytes = good[(which & int.MaxValue) % good.Length].Hex("bytes");
            bytes[(at & int.MaxValue) % bytes.Length] ^= change;
            return change == 0
                || !Certificate.TryRead(bytes, 4, out var certificate)
                || !ConsensusVectors.Verifier.IsValid(certificate!);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(CertificateKind.Notarization, 1)]
    [InlineData(CertificateKind.Skip, 2)]
    [InlineData(CertificateKind.Finality, 3)]
    public void CertificateKind_Numbers_AreFrozen(CertificateKind kind, byte number) =>
        Assert.Equal(number, (byte)kind);

    [Fact]
    public void Bitmap_Positions_AreBitsLowestFirst()
    {
        var bitmap = SignerBitmap.Empty(10).With(0).With(9);

        Assert.Equal([0b0000_0001, 0b0000_0010], bitmap.ToArray());
        Assert.Equal([0, 9], bitmap.Positions());
        Assert.True(bitmap.Fits(10));
        Assert.False(bitmap.Fits(9));
        Assert.False(bitmap.Fits(17));
        Assert.False(SignerBitmap.TryRead([], out _));
        Assert.False(SignerBitmap.TryRead(new byte[33], out _));
    }

    private static QuorumSignatures AllOf(int count, int signers)
    {
        var bitmap = SignerBitmap.Empty(count);
        for (var position = 0; position < signers; position++)
            bitmap = bitmap.With(position);
        var digest = Sha256.Hash([1]);
        return new(bitmap, [.. Enumerable.Repeat(new Signature(digest, Digest.Zero), signers)]);
    }
}
