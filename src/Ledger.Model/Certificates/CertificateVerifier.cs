using Ledger.Cryptography;
using Ledger.Model.Validators;
using Ledger.Model.Values;

namespace Ledger.Model.Certificates;

/// <summary>Whether a key has signed a digest: BIP-340 in a node, anything deterministic in a simulation.</summary>
public delegate bool VerifySignature(Digest key, Digest message, Signature signature);

/// <summary>Judges certificates in form and signatures, under the validator set of their height. Pure.</summary>
/// <param name="validatorsOf">Who decides a height; null if that is not known here.</param>
public sealed class CertificateVerifier(
    NetworkId network, Func<Height, ValidatorSet?> validatorsOf, VerifySignature verify)
{
    public CertificateFault Verify(Certificate certificate)
    {
        if (validatorsOf(certificate.Height) is not { } validators)
            return CertificateFault.UnknownValidators;
        var fault = certificate.FindFault(validators);
        if (fault != CertificateFault.None)
            return fault;
        if (!AreSignaturesValid(certificate, validators))
            return CertificateFault.SignatureInvalid;
        return certificate is SkipCertificate { Notarization: { } nested } && !AreSignaturesValid(nested, validators)
            ? CertificateFault.SignatureInvalid
            : CertificateFault.None;
    }

    private bool AreSignaturesValid(Certificate certificate, ValidatorSet validators)
    {
        var ordinal = 0;
        foreach (var position in certificate.Signatures.Signers.Positions())
        {
            var digest = certificate.VoteOf(ordinal).DigestFor(network);
            if (!verify(validators[position].Key, digest, certificate.Signatures.Signatures[ordinal]))
                return false;
            ordinal++;
        }

        return true;
    }
}
