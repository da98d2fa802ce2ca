using System.Security.Cryptography;
using Ledger.Keys.Files;

namespace Ledger.Keys.Certificates;

/// <summary>
/// The P-256 key that proves which node this is. Membership pins its public half; certificates around it come and go.
/// </summary>
public sealed class TlsKey : IDisposable
{
    private TlsKey(ECDsa key)
    {
        Key = key;
        Pin = PublicKeyPin.Of(key.ExportSubjectPublicKeyInfo());
    }

    public PublicKeyPin Pin { get; }

    internal ECDsa Key { get; }

    /// <summary>Draws a key and writes its file; never replaces one.</summary>
    public static TlsKey Create(string path, Password password) =>
        new(P256KeyFile.Create(path, KeyPurpose.Tls, password));

    public static TlsKey Load(string path, Password password) =>
        new(P256KeyFile.Load(path, KeyPurpose.Tls, password));

    public void Dispose() => Key.Dispose();
}
