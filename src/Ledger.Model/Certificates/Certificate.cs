using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Encoding;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Model.Certificates;

/// <summary>
/// Votes of a quorum as one thing, judged as a whole (PROTOCOL 9.3): one signature for each set bit, all of them valid,
/// or nothing.
/// </summary>
public abstract record Certificate
{
    private protected Certificate(Height height, View view, QuorumSignatures signatures) =>
        (Height, View, Signatures) = (height, view, signatures);

    public Height Height { get; init; }

    /// <summary>The view it speaks of; of a skip certificate the highest one skipped.</summary>
    public View View { get; init; }

    public QuorumSignatures Signatures { get; init; }

    public abstract CertificateKind Kind { get; }

    /// <summary>Length of the canonical form in bytes.</summary>
    public abstract int Size { get; }

    /// <summary>The vote that the signer with this ordinal among the signers has signed.</summary>
    public abstract Vote VoteOf(int ordinal);

    /// <summary>The first rule of form that the certificate breaks; signatures are not looked at.</summary>
    public CertificateFault FindFault(ValidatorSet validators)
    {
        if (Height == Height.Genesis || View == View.None)
            return CertificateFault.OutOfRange;
        if (!Signatures.Signers.Fits(validators.Count))
            return CertificateFault.SignerOutsideSet;
        if (Signatures.Signers.Count < validators.Quorum)
            return CertificateFault.TooFewSigners;
        return Signatures.Signatures.Length == Signatures.Signers.Count
            ? FindOwnFault(validators)
            : CertificateFault.SignatureCountMismatch;
    }

    /// <summary>Each signer's vote as evidence would hold it, in the order of positions.</summary>
    public IEnumerable<SignedVote> Votes(ValidatorSet validators) =>
        Signatures.Signers.Positions().Select((position, ordinal) =>
            new SignedVote(VoteOf(ordinal), validators[position].Index, Signatures.Signatures[ordinal]));

    public byte[] ToBytes()
    {
        var writer = new FixedWriter(new byte[Size]);
        WriteTo(ref writer);
        Invariant.That(writer.Position == Size);
        return writer.Written.ToArray();
    }

    /// <summary>Tagged hash of the canonical bytes: how a header names its parent's certificate.</summary>
    public Digest Hash() => TaggedHash.Certificate.Hash(ToBytes());

    /// <summary>
    /// Reads canonical bytes; the form is right afterwards, the rules of <see cref="FindFault"/> are not.
    /// </summary>
    /// <param name="validatorCount">Size of the set that decided the height: it gives the bitmap its length.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int validatorCount, out Certificate? certificate)
    {
        var reader = new FixedReader(bytes);
        certificate = (CertificateKind)reader.Byte() switch
        {
            CertificateKind.Notarization => NotarizationCertificate.Read(ref reader, validatorCount),
            CertificateKind.Skip => SkipCertificate.Read(ref reader, validatorCount),
            CertificateKind.Finality => FinalityCertificate.Read(ref reader, validatorCount),
            _ => null,
        };
        if (certificate is not null && reader.IsAtSoundEnd)
            return true;
        certificate = null;
        return false;
    }

    internal abstract void WriteTo(ref FixedWriter writer);

    private protected abstract CertificateFault FindOwnFault(ValidatorSet validators);
}

/// <summary>Numbers reach disk and hashes: explicit, never reused.</summary>
public enum CertificateKind : byte
{
    Notarization = 1,
    Skip = 2,
    Finality = 3,
}
