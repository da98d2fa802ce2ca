using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Keys.Certificates;

/// <summary>
/// Certificates of a node, for both ends of TLS. The node makes them itself from its TLS key whenever one is due, so
/// they are never stored and nobody has to remember their renewal.
/// </summary>
public static class NodeCertificate
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>How far the clock of a peer may lag behind and still find a new certificate valid.</summary>
    internal static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1", ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private const int SerialSize = 16;

    /// <summary>A certificate with its private key, for peers, which pin.</summary>
    public static X509Certificate2 SelfSigned(TlsKey key, CertificateSubject subject, DateTimeOffset now) =>
        Request(key, subject).CreateSelfSigned(now - ClockSkew, now + Lifetime);

    /// <summary>Whether less than a third of its life is left.</summary>
    public static bool IsRenewalDue(X509Certificate2 certificate, DateTimeOffset now) =>
        new DateTimeOffset(certificate.NotAfter) - now < Lifetime / 3;

    internal static CertificateRequest Request(TlsKey key, CertificateSubject subject)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(subject.Name);
        var request = new CertificateRequest(name.Build(), key.Key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid(ServerAuthentication), new Oid(ClientAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (subject.HostNames.Count + subject.Addresses.Count > 0)
            request.CertificateExtensions.Add(AlternativeNames(subject));
        return request;
    }

    internal static byte[] DrawSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialSize);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40); // Positive, and of full length.
        return serial;
    }

    private static X509Extension AlternativeNames(CertificateSubject subject)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in subject.HostNames)
            names.AddDnsName(host);
        foreach (var address in subject.Addresses)
            names.AddIpAddress(address);
        return names.Build();
    }
}
