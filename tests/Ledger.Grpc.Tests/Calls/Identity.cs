using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Grpc.Tests.Calls;

/// <summary>
/// A fresh P-256 key with a self-signed certificate for the loopback address, and the pin by which it is known.
/// </summary>
internal sealed class Identity : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Identity()
    {
        var request = new CertificateRequest("CN=localhost", _key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Pin = PinOf(Certificate);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>The SHA-256 of the public key info.</summary>
    public byte[] Pin { get; }

    public string KeyPem => _key.ExportPkcs8PrivateKeyPem();

    public static byte[] PinOf(X509Certificate2 certificate) =>
        SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }
}
