using System.Security.Cryptography;
using Ledger.Cryptography.P256;
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

    /// <summary>The pin that the file says its key has; only <see cref="Load"/> proves it.</summary>
    public static PublicKeyPin ReadPin(string path)
    {
        var description = KeyDescription.Read(path, KeyPurpose.Tls);
        if (!P256Ecdsa.TryDecompress(description.PublicKey.Span, out var point))
            throw KeyFile.Damaged(path);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        return PublicKeyPin.Of(key.ExportSubjectPublicKeyInfo());
    }

    public void Dispose() => Key.Dispose();
}
