using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Keys.Files;

namespace Ledger.Keys.Certificates;

/// <summary>
/// Signs server certificates for clients that cannot pin and trust one file, `ca.pem`, instead: browsers and ready-made
/// gRPC clients of a development network. Nodes never rely on it.
/// </summary>
public sealed class CertificateAuthority : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    private readonly X509Certificate2 _certificate;

    private CertificateAuthority(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>Draws a key, writes its file and the certificate that clients trust; never replaces a key.</summary>
    public static CertificateAuthority Create(
        string keyPath, string certificatePath, Password password, string name, DateTimeOffset now)
    {
        using var key = P256KeyFile.Create(keyPath, KeyPurpose.Authority, password);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var certificate = request.CreateSelfSigned(now - NodeCertificate.ClockSkew, now + Lifetime);
        File.WriteAllText(certificatePath, certificate.ExportCertificatePem());
        return new(certificate);
    }

    public static CertificateAuthority Load(string keyPath, string certificatePath, Password password)
    {
        using var key = P256KeyFile.Load(keyPath, KeyPurpose.Authority, password);
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(certificatePath));
            return new(certificate.CopyWithPrivateKey(key));
        }
        catch (Exception cause)
            when (cause is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new KeyFileException(
                certificatePath, $"is not the certificate of {keyPath}.", "Restore the one made with it.", cause);
        }
    }

    /// <summary>A certificate of the node with its private key, which ends no later than the authority's own.</summary>
    public X509Certificate2 Issue(TlsKey key, CertificateSubject subject, DateTimeOffset now)
    {
        var end = now + NodeCertificate.Lifetime;
        var last = new DateTimeOffset(_certificate.NotAfter);
        using var issued = NodeCertificate.Request(key, subject).Create(
            _certificate, now - NodeCertificate.ClockSkew, end < last ? end : last, NodeCertificate.DrawSerial());
        return issued.CopyWithPrivateKey(key.Key);
    }

    public void Dispose() => _certificate.Dispose();
}
