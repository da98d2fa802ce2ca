using System.Collections.Immutable;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Model.Certificates;

/// <summary>Who signed, by position in the validator set, and their signatures in the order of positions.</summary>
/// <remarks>Equal if the content is.</remarks>
public sealed class QuorumSignatures(SignerBitmap signers, ImmutableArray<Signature> signatures)
    : IEquatable<QuorumSignatures>
{
    public SignerBitmap Signers { get; } = signers;

    public ImmutableArray<Signature> Signatures { get; } = signatures;

    public bool Equals(QuorumSignatures? other) =>
        other is not null && Signers == other.Signers && Signatures.AsSpan().SequenceEqual(other.Signatures.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as QuorumSignatures);

    public override int GetHashCode() => Signers.Count;

    internal void WriteSignatures(ref FixedWriter writer)
    {
        Span<byte> bytes = stackalloc byte[Signature.Size];
        foreach (var signature in Signatures)
        {
            signature.CopyTo(bytes);
            writer.Bytes(bytes);
        }
    }

    internal static SignerBitmap ReadSigners(ref FixedReader reader, int validatorCount)
    {
        if (!SignerBitmap.TryRead(reader.Bytes(SignerBitmap.SizeFor(validatorCount)), out var signers))
            reader.Fail();
        return signers;
    }

    internal static QuorumSignatures ReadSignatures(ref FixedReader reader, SignerBitmap signers)
    {
        var signatures = ImmutableArray.CreateBuilder<Signature>(signers.Count);
        for (var ordinal = 0; ordinal < signers.Count && reader.IsSound; ordinal++)
        {
            if (Signature.TryRead(reader.Bytes(Signature.Size), out var signature))
                signatures.Add(signature);
        }

        return new(signers, signatures.ToImmutable());
    }
}
