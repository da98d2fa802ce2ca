using Ledger.Cryptography;
using Ledger.Cryptography.Secp256k1;
using Ledger.Model.Values;

namespace Ledger.Replication.Verification;

/// <summary>
/// Verifies BIP-340 signatures and remembers those found valid: a vote that came alone comes again inside certificates,
/// many times. Thread-safe. Bounded by two generations: when the younger is full, the older is forgotten.
/// </summary>
internal sealed class SignatureMemory
{
    private readonly Lock _gate = new();
    private HashSet<(Digest Key, Digest Message, Signature Signature)> _younger = [];
    private HashSet<(Digest Key, Digest Message, Signature Signature)> _older = [];

    public bool Verify(Digest key, Digest message, Signature signature)
    {
        var entry = (key, message, signature);
        lock (_gate)
        {
            if (_younger.Contains(entry) || _older.Contains(entry))
                return true;
        }

        if (!IsValid(key, message, signature))
            return false;
        lock (_gate)
            Remember(entry);
        return true;
    }

    private static bool IsValid(Digest key, Digest message, Signature signature)
    {
        Span<byte> keyBytes = stackalloc byte[Digest.Size];
        Span<byte> signatureBytes = stackalloc byte[Signature.Size];
        key.CopyTo(keyBytes);
        signature.CopyTo(signatureBytes);
        return Schnorr.Verify(keyBytes, message, signatureBytes);
    }

    private void Remember((Digest Key, Digest Message, Signature Signature) entry)
    {
        if (_younger.Count >= ReplicationLimits.RememberedSignaturesMax)
            (_older, _younger) = (_younger, []);
        _younger.Add(entry);
    }
}
