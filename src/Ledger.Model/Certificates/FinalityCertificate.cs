using Ledger.Model.Encoding;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Model.Certificates;

/// <summary>
/// A quorum finalized one block: it is the one of its height for ever. Several can exist for the same block, of
/// different views or signers, and nothing may depend on which of them a node holds.
/// </summary>
public sealed record FinalityCertificate(Height Height, View View, BlockHash Block, QuorumSignatures Signatures)
    : Certificate(Height, View, Signatures)
{
    private const int FixedSize = 45;

    public override CertificateKind Kind => CertificateKind.Finality;

    public override int Size => FixedSize + Signatures.Signers.Size + Signature.Size * Signatures.Signatures.Length;

    public override Vote VoteOf(int ordinal) => new Finalize(Height, View, Block);

    internal static FinalityCertificate Read(ref FixedReader reader, int validatorCount)
    {
        var height = new Height(reader.UInt64());
        var view = new View(reader.UInt32());
        var block = new BlockHash(reader.Digest());
        var signers = QuorumSignatures.ReadSigners(ref reader, validatorCount);
        return new(height, view, block, QuorumSignatures.ReadSignatures(ref reader, signers));
    }

    internal override void WriteTo(ref FixedWriter writer)
    {
        writer.Byte((byte)Kind);
        writer.UInt64(Height.Value);
        writer.UInt32(View.Value);
        writer.Digest(Block.Value);
        writer.Bytes(Signatures.Signers.ToArray());
        Signatures.WriteSignatures(ref writer);
    }

    private protected override CertificateFault FindOwnFault(ValidatorSet validators) => CertificateFault.None;
}
