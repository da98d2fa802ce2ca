using Ledger.Cryptography;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;

namespace Ledger.Model.Votes;

/// <summary>
/// What the leader of a view puts to the vote, without the block's transactions: those travel beside it and count only
/// if they hash to the header.
/// </summary>
/// <param name="Claim">The signed <see cref="Propose"/>, which commits to everything else here.</param>
public sealed record Proposal(SignedVote Claim)
{
    public required Justification Justification { get; init; }

    /// <summary>The block's header; a leader that carries a block over may not have it yet.</summary>
    public Header? Header { get; init; }

    /// <summary>Finality of the parent block, so that who missed it catches up; none after genesis.</summary>
    public FinalityCertificate? ParentCertificate { get; init; }

    public Height Height => Claim.Vote.Height;

    public View View => Vote.View;

    /// <summary>The view whose notarized block is proposed again; none for a fresh block.</summary>
    public View Parent => Vote.Parent;

    public BlockHash Block => Vote.Block;

    public ushort Signer => Claim.Signer;

    /// <summary>The parts fit together; says nothing about signatures or about being justified.</summary>
    public bool IsWellFormed =>
        Claim is { Vote: Propose { IsWellFormed: true } vote, Notarization: null }
        && vote.Justification == Justification.Hash()
        && HasFittingHeader
        && HasFittingParentCertificate;

    private Propose Vote => (Propose)Claim.Vote;

    private bool HasFittingHeader => Header is null
        ? Parent > View.None
        : Header.Hash() == Block && Header.Height == Height;

    // A fresh block comes with the very certificate that its header commits to; one that is carried over may come with
    // any of the parent's, since nothing depends on which.
    private bool HasFittingParentCertificate => Parent > View.None
        ? ParentCertificate is null || ParentCertificate.Height == Height.Previous
        : Height.Previous == Height.Genesis
            ? ParentCertificate is null && Header!.ParentCertificateHash == Digest.Zero
            : ParentCertificate is not null
                && ParentCertificate.Height == Height.Previous
                && ParentCertificate.Hash() == Header!.ParentCertificateHash;
}
