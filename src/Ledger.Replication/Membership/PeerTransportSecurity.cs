using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ledger.Cryptography;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Ledger.Replication.Membership;

/// <summary>Mutual TLS 1.3 in which only the other side's key counts.</summary>
internal static class PeerTransportSecurity
{
    /// <param name="mismatch">Hears the pin of a key that is not the peer's.</param>
    public static SslClientAuthenticationOptions ToDial(NodeIdentity identity, PeerMember peer, Action<Digest> mismatch) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls13,
        LocalCertificateSelectionCallback = (_, _, _, _, _) => identity.Certificate(),
        RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            if (certificate is not X509Certificate2 shown)
                return false;
            var pin = KeyPin.Of(shown);
            if (pin != peer.Key)
                mismatch(pin);
            return pin == peer.Key;
        },
    };

    /// <param name="directory">Asked at each connection: who may connect changes with the registry.</param>
    /// <param name="refused">Hears the pin of a key that is no peer's, null if none was shown, and who showed it.</param>
    public static TlsHandshakeCallbackOptions ToListen(
        NodeIdentity identity, Func<PeerDirectory> directory, Action<Digest?, EndPoint?> refused) => new()
        {
            OnConnection = context => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls13,
                ServerCertificate = identity.Certificate(),
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    Digest? pin = certificate is X509Certificate2 shown ? KeyPin.Of(shown) : null;
                    var isPeer = pin is { } key && directory().FindByKey(key) is not null;
                    if (!isPeer)
                        refused(pin, context.Connection.RemoteEndPoint);
                    return isPeer;
                },
            }),
        };
}
