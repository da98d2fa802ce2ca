using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Values;

namespace Ledger.Simulation.Keys;

/// <summary>A "signature" is the message with the key beside it: cheap, yet of one message and one key only.</summary>
internal sealed class FakeKeyring : IKeyring
{
    private readonly Dictionary<int, Digest> _keys = [];

    public Digest PublicKey(int owner)
    {
        if (!_keys.TryGetValue(owner, out var key))
            _keys[owner] = key = Sha256.Hash(BitConverter.GetBytes(owner));
        return key;
    }

    public Signature Sign(int owner, Digest message) => new(message, PublicKey(owner));

    public bool Verify(Digest publicKey, Digest message, Signature signature) =>
        signature.Left == message && signature.Right == publicKey;
}
