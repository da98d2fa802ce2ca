using System.Security.Cryptography;

namespace Ledger.Cryptography.Hashing;

/// <summary>SHA-256 over small inputs.</summary>
public static class Sha256
{
    public static Digest Hash(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Digest.Size];
        SHA256.HashData(data, hash);
        return new(hash);
    }
}
