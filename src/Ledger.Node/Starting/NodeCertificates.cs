using System.Net;
using System.Security.Cryptography.X509Certificates;
using Ledger.Keys.Certificates;

namespace Ledger.Node.Starting;

/// <summary>The node's certificates: made from its TLS key at the start, and anew whenever one is due.</summary>
internal sealed class NodeCertificates(
    TlsKey key, CertificateAuthority? authority, string name, IEnumerable<string> apiNames, TimeProvider clock)
{
    private readonly CertificateSubject _peer = new(name, [], []);
    private readonly CertificateSubject _api = SubjectOf(name, apiNames);
    private readonly Lock _gate = new();
    private X509Certificate2? _forPeers;
    private X509Certificate2? _forClients;

    public X509Certificate2 ForPeers()
    {
        lock (_gate)
            return _forPeers = Renewed(_forPeers, now => NodeCertificate.SelfSigned(key, _peer, now));
    }

    public X509Certificate2 ForClients()
    {
        lock (_gate)
        {
            return _forClients = Renewed(
                _forClients,
                now => authority?.Issue(key, _api, now) ?? NodeCertificate.SelfSigned(key, _api, now));
        }
    }

    private X509Certificate2 Renewed(X509Certificate2? certificate, Func<DateTimeOffset, X509Certificate2> make)
    {
        var now = clock.GetUtcNow();
        return certificate is null || NodeCertificate.IsRenewalDue(certificate, now) ? make(now) : certificate;
    }

    private static CertificateSubject SubjectOf(string name, IEnumerable<string> apiNames)
    {
        var names = apiNames.ToLookup(entry => IPAddress.TryParse(entry, out _));
        return new(name, [.. names[false]], [.. names[true].Select(IPAddress.Parse)]);
    }
}
