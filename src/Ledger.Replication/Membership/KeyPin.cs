using System.Security.Cryptography.X509Certificates;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;

namespace Ledger.Replication.Membership;

/// <summary>
/// The SHA-256 of a certificate's SubjectPublicKeyInfo: what the registry pins. Issuer, names and dates are ignored, so
/// that an expired certificate never stops agreement.
/// </summary>
public static class KeyPin
{
    public static Digest Of(X509Certificate2 certificate) =>
        Sha256.Hash(certificate.PublicKey.ExportSubjectPublicKeyInfo());
}
