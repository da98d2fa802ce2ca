using Ledger.Cryptography;
using Ledger.Cryptography.Secp256k1;
using Ledger.Model.Values;

namespace Ledger.Audit.Blocks;

/// <summary>The real verification of what validators sign (PROTOCOL 9.2).</summary>
internal static class ValidatorSignatures
{
    public static bool Verify(Digest key, Digest message, Signature signature)
    {
        Span<byte> keyBytes = stackalloc byte[Digest.Size];
        Span<byte> bytes = stackalloc byte[Signature.Size];
        key.CopyTo(keyBytes);
        signature.CopyTo(bytes);
        return Schnorr.Verify(keyBytes, message, bytes);
    }
}
