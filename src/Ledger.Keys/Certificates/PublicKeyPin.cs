using System.Security.Cryptography.X509Certificates;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;

namespace Ledger.Keys.Certificates;

/// <summary>
/// The SHA-256 of a certificate's SubjectPublicKeyInfo: what membership knows of a node's TLS key. A renewed
/// certificate keeps it.
/// </summary>
public readonly record struct PublicKeyPin(Digest Value)
{
    public static PublicKeyPin Of(ReadOnlySpan<byte> subjectPublicKey) => new(Sha256.Hash(subjectPublicKey));

    public static PublicKeyPin Of(X509Certificate2 certificate) =>
        Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    /// <summary>
    /// Whether the certificate carries this key. Its chain and its dates decide nothing, since agreement must not stop
    /// because somebody forgot a renewal; dates only raise an alarm.
    /// </summary>
    public PinVerdict Judge(X509Certificate2? certificate, DateTimeOffset now)
    {
        if (certificate is null || Of(certificate) != this)
            return PinVerdict.Refused;
        return now >= new DateTimeOffset(certificate.NotBefore) && now <= new DateTimeOffset(certificate.NotAfter)
            ? PinVerdict.Accepted
            : PinVerdict.AcceptedOutOfDate;
    }

    public override string ToString() => Value.ToString();
}
