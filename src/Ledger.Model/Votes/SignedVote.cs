using Ledger.Model.Certificates;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Model.Votes;

/// <summary>A vote with its author's signature over <see cref="Vote.DigestFor"/>.</summary>
/// <param name="Signer">The author's registry index.</param>
public sealed record SignedVote(Vote Vote, ushort Signer, Signature Signature)
{
    /// <summary>Length of the longest canonical form without a certificate.</summary>
    public const int SizeMax = Votes.Vote.SizeMax + sizeof(ushort) + Signature.Size;

    /// <summary>
    /// What a <see cref="Nullify"/> with a low above 1 comes with: the notarization certificate of the view before
    /// low. Not signed, since it proves itself.
    /// </summary>
    public NotarizationCertificate? Notarization { get; init; }

    /// <summary>The vote is well formed and has the attachment that its kind asks for, and no other.</summary>
    public bool IsWellFormed => Vote.IsWellFormed && Vote switch
    {
        Nullify nullify when nullify.Low > View.First =>
            Notarization is { } attached && attached.Height == Vote.Height && attached.View == nullify.Low.Previous,
        _ => Notarization is null,
    };

    /// <summary>
    /// Canonical bytes of vote, signer and signature, the form in evidence; the attachment is left out.
    /// </summary>
    public byte[] ToBytes()
    {
        var writer = new FixedWriter(new byte[Vote.Size + sizeof(ushort) + Signature.Size]);
        WriteTo(ref writer);
        return writer.Written.ToArray();
    }

    /// <summary>Writes what <see cref="ToBytes"/> gives.</summary>
    public void WriteTo(ref FixedWriter writer)
    {
        Span<byte> signature = stackalloc byte[Signature.Size];
        Signature.CopyTo(signature);
        Vote.WriteTo(ref writer);
        writer.UInt16(Signer);
        writer.Bytes(signature);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote; null, and the reader unsound, where there is none.</summary>
    public static SignedVote? Read(ref FixedReader reader)
    {
        var vote = Vote.Read(ref reader);
        var signer = reader.UInt16();
        if (Signature.TryRead(reader.Bytes(Signature.Size), out var signature) && vote is not null)
            return new(vote, signer, signature);
        reader.Fail();
        return null;
    }
}
