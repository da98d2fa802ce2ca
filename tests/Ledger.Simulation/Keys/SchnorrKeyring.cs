using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Secp256k1;
using Ledger.Model;
using Ledger.Model.Values;

namespace Ledger.Simulation.Keys;

/// <summary>Real BIP-340 keys, derived from the owner's number.</summary>
internal sealed class SchnorrKeyring : IKeyring
{
    private readonly Dictionary<int, (byte[] Secret, Digest Public)> _keys = [];

    public Digest PublicKey(int owner) => KeyOf(owner).Public;

    public Signature Sign(int owner, Digest message)
    {
        var bytes = new byte[Signature.Size];
        var isSigned = Schnorr.TrySign(KeyOf(owner).Secret, message, new byte[Schnorr.AuxiliarySize], bytes);
        Invariant.That(isSigned);
        var isRead = Signature.TryRead(bytes, out var signature);
        Invariant.That(isRead);
        return signature;
    }

    public bool Verify(Digest publicKey, Digest message, Signature signature) =>
        Schnorr.Verify(publicKey.ToArray(), message, signature.ToArray());

    private (byte[] Secret, Digest Public) KeyOf(int owner)
    {
        if (_keys.TryGetValue(owner, out var key))
            return key;
        var secret = Sha256.Hash(BitConverter.GetBytes(owner)).ToArray();
        var bytes = new byte[Schnorr.PublicKeySize];
        var isKey = Schnorr.TryGetPublicKey(secret, bytes);
        Invariant.That(isKey);
        return _keys[owner] = (secret, new(bytes));
    }
}
