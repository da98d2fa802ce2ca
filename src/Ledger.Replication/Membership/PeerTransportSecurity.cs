using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Ledger.Replication.Membership;

/// <summary>Mutual TLS 1.3 in which only the other side's key counts.</summary>
internal static class PeerTransportSecurity
{
    public static SslClientAuthenticationOptions ToDial(NodeIdentity identity, PeerMember peer) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls13,
        LocalCertificateSelectionCallback = (_, _, _, _, _) => identity.Certificate(),
        RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate is X509Certificate2 shown && KeyPin.Of(shown) == peer.Key,
    };

    /// <param name="directory">Asked at each connection: who may connect changes with the registry.</param>
    public static HttpsConnectionAdapterOptions ToListen(NodeIdentity identity, Func<PeerDirectory> directory) => new()
    {
        SslProtocols = SslProtocols.Tls13,
        ServerCertificateSelector = (_, _) => identity.Certificate(),
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        ClientCertificateValidation = (certificate, _, _) => directory().FindByKey(KeyPin.Of(certificate)) is not null,
    };
}
