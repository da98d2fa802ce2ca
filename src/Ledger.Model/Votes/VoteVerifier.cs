using Ledger.Model.Certificates;
using Ledger.Model.Validators;
using Ledger.Model.Values;

namespace Ledger.Model.Votes;

/// <summary>Judges votes and proposals in form and signatures, with every certificate that comes along. Pure.</summary>
/// <param name="validatorsOf">Who decides a height; null if that is not known here.</param>
public sealed class VoteVerifier(
    NetworkId network, Func<Height, ValidatorSet?> validatorsOf, VerifySignature verify)
{
    private readonly CertificateVerifier _certificates = new(network, validatorsOf, verify);

    public bool IsValid(Certificate certificate) => _certificates.Verify(certificate) == CertificateFault.None;

    /// <summary>Votes that travel alone: a <see cref="Propose"/> comes only as part of a proposal.</summary>
    public bool IsValid(SignedVote vote) =>
        vote.IsWellFormed
        && vote.Vote is not Propose
        && IsSigned(vote)
        && (vote.Notarization is null || IsValid(vote.Notarization));

    public bool IsValid(Proposal proposal) =>
        proposal.IsWellFormed
        && IsSigned(proposal.Claim)
        && (proposal.Justification.Skip is null || IsValid(proposal.Justification.Skip))
        && (proposal.Justification.Notarization is null || IsValid(proposal.Justification.Notarization))
        && (proposal.ParentCertificate is null || IsValid(proposal.ParentCertificate));

    /// <summary>The signature alone, as evidence needs it.</summary>
    public bool IsSigned(SignedVote vote)
    {
        if (validatorsOf(vote.Vote.Height) is not { } validators)
            return false;
        var position = validators.FindPosition(vote.Signer);
        return position >= 0
            && verify(validators[position].Key, vote.Vote.DigestFor(network), vote.Signature);
    }
}
