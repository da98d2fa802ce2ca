using Ledger.Model.Encoding;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Model.Certificates;

/// <summary>A quorum notarized one block in one view. At most one block can have it in a view.</summary>
/// <param name="Parent">The view whose notarized block was carried over; none if the block was fresh.</param>
public sealed record NotarizationCertificate(
    Height Height, View View, View Parent, BlockHash Block, QuorumSignatures Signatures)
    : Certificate(Height, View, Signatures)
{
    private const int FixedSize = 49;

    public override CertificateKind Kind => CertificateKind.Notarization;

    public override int Size => FixedSize + Signatures.Signers.Size + Signature.Size * Signatures.Signatures.Length;

    public override Vote VoteOf(int ordinal) => new Notarize(Height, View, Parent, Block);

    internal static NotarizationCertificate Read(ref FixedReader reader, int validatorCount)
    {
        var height = new Height(reader.UInt64());
        var view = new View(reader.UInt32());
        var parent = new View(reader.UInt32());
        var block = new BlockHash(reader.Digest());
        var signers = QuorumSignatures.ReadSigners(ref reader, validatorCount);
        return new(height, view, parent, block, QuorumSignatures.ReadSignatures(ref reader, signers));
    }

    internal override void WriteTo(ref FixedWriter writer)
    {
        writer.Byte((byte)Kind);
        writer.UInt64(Height.Value);
        writer.UInt32(View.Value);
        writer.UInt32(Parent.Value);
        writer.Digest(Block.Value);
        writer.Bytes(Signatures.Signers.ToArray());
        Signatures.WriteSignatures(ref writer);
    }

    private protected override CertificateFault FindOwnFault(ValidatorSet validators) =>
        Parent < View ? CertificateFault.None : CertificateFault.OutOfRange;
}
