using System.Security.Cryptography;
using Ledger.Cryptography.P256;

namespace Ledger.Keys.Files;

/// <summary>Key files whose secret is a P-256 key in PKCS #8.</summary>
internal static class P256KeyFile
{
    public static ECDsa Create(string path, KeyPurpose purpose, Password password)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var secret = key.ExportPkcs8PrivateKey();
        try
        {
            KeyFile.Create(path, purpose, password, PublicKeyOf(key), secret);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    public static ECDsa Load(string path, KeyPurpose purpose, Password password)
    {
        var (publicKey, secret) = KeyFile.Open(path, purpose, password);
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(secret, out _);
            if (PublicKeyOf(key).AsSpan().SequenceEqual(publicKey))
                return key;
            throw new CryptographicException("The file names another public key than its secret has.");
        }
        catch (CryptographicException cause)
        {
            key.Dispose();
            throw KeyFile.Damaged(path, cause);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static byte[] PublicKeyOf(ECDsa key)
    {
        var publicKey = new byte[P256Ecdsa.PublicKeySize];
        return P256Ecdsa.TryCompress(key.ExportParameters(includePrivateParameters: false).Q, publicKey)
            ? publicKey
            : throw new CryptographicException("This is no key on P-256.");
    }
}
