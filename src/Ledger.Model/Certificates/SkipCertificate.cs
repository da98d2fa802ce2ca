using System.Collections.Immutable;
using Ledger.Model.Encoding;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Model.Certificates;

/// <summary>
/// A quorum nullified ranges that all cover one view: no view from <see cref="LowMax"/> to that one can ever have a
/// finality certificate.
/// </summary>
/// <param name="Ranges">What each signer nullified, in the order of signatures.</param>
/// <param name="Notarization">Of the view before <see cref="LowMax"/>, there exactly if that is above 1.</param>
public sealed record SkipCertificate(
    Height Height,
    View View,
    QuorumSignatures Signatures,
    ImmutableArray<NullifiedRange> Ranges,
    NotarizationCertificate? Notarization)
    : Certificate(Height, View, Signatures)
{
    private const int FixedSize = 13;

    public override CertificateKind Kind => CertificateKind.Skip;

    public override int Size => FixedSize
        + Signatures.Signers.Size
        + NullifiedRange.Size * Ranges.Length
        + Signature.Size * Signatures.Signatures.Length
        + (Notarization?.Size ?? 0);

    /// <summary>The highest low of the ranges: a block notarized just below it must be carried over.</summary>
    public View LowMax => Ranges.Max(range => range.Low);

    public override Vote VoteOf(int ordinal) => new Nullify(Height, Ranges[ordinal].Low, Ranges[ordinal].High);

    public bool Equals(SkipCertificate? other) =>
        other is not null
        && Height == other.Height
        && View == other.View
        && Signatures.Equals(other.Signatures)
        && Ranges.AsSpan().SequenceEqual(other.Ranges.AsSpan())
        && Equals(Notarization, other.Notarization);

    public override int GetHashCode() => Ranges.Length;

    internal static SkipCertificate Read(ref FixedReader reader, int validatorCount)
    {
        var height = new Height(reader.UInt64());
        var view = new View(reader.UInt32());
        var signers = QuorumSignatures.ReadSigners(ref reader, validatorCount);
        var ranges = ImmutableArray.CreateBuilder<NullifiedRange>(signers.Count);
        for (var ordinal = 0; ordinal < signers.Count; ordinal++)
            ranges.Add(new(new(reader.UInt32()), new(reader.UInt32())));
        var signatures = QuorumSignatures.ReadSignatures(ref reader, signers);
        var notarization = reader.Remaining > 0 && (CertificateKind)reader.Byte() == CertificateKind.Notarization
            ? NotarizationCertificate.Read(ref reader, validatorCount)
            : null;
        return new(height, view, signatures, ranges.ToImmutable(), notarization);
    }

    internal override void WriteTo(ref FixedWriter writer)
    {
        writer.Byte((byte)Kind);
        writer.UInt64(Height.Value);
        writer.UInt32(View.Value);
        writer.Bytes(Signatures.Signers.ToArray());
        foreach (var range in Ranges)
        {
            writer.UInt32(range.Low.Value);
            writer.UInt32(range.High.Value);
        }

        Signatures.WriteSignatures(ref writer);
        Notarization?.WriteTo(ref writer);
    }

    private protected override CertificateFault FindOwnFault(ValidatorSet validators)
    {
        if (Ranges.Length != Signatures.Signers.Count)
            return CertificateFault.SignatureCountMismatch;
        if (!Ranges.All(range => View.None < range.Low && range.Low <= View && View <= range.High))
            return CertificateFault.RangeMissesView;
        return LowMax == View.First
            ? Notarization is null ? CertificateFault.None : CertificateFault.NotarizationMismatch
            : FindNotarizationFault(validators);
    }

    private CertificateFault FindNotarizationFault(ValidatorSet validators)
    {
        if (Notarization is null)
            return CertificateFault.NotarizationMissing;
        if (Notarization.Height != Height || Notarization.View != LowMax.Previous)
            return CertificateFault.NotarizationMismatch;
        return Notarization.FindFault(validators) == CertificateFault.None
            ? CertificateFault.None
            : CertificateFault.NotarizationFaulty;
    }
}

/// <summary>The views that one signer of a skip certificate nullified, both ends included.</summary>
public readonly record struct NullifiedRange(View Low, View High)
{
    public const int Size = 8;
}
