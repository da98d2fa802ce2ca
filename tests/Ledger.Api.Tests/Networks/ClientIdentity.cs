using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Keys.Certificates;

namespace Ledger.Api.Tests.Networks;

/// <summary>A client's certificate with a key of its own.</summary>
internal sealed class ClientIdentity : IDisposable
{
    public ClientIdentity(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Certificate = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
        Pem = $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>Certificate and key, for programs that read files.</summary>
    public string Pem { get; }

    public string Pin => PublicKeyPin.Of(Certificate).ToString();

    public void Dispose() => Certificate.Dispose();
}
