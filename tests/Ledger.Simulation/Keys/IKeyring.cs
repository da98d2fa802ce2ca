using Ledger.Cryptography;
using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Simulation.Keys;

/// <summary>Signs and verifies for everybody in the simulation, truly or by a cheap stand-in.</summary>
internal interface IKeyring
{
    /// <summary>The public key of a validator or a customer, by number.</summary>
    Digest PublicKey(int owner);

    Signature Sign(int owner, Digest message);

    bool Verify(Digest publicKey, Digest message, Signature signature);

    PublicKey PolicyKey(int owner) => new(Cryptography.Signatures.SignatureScheme.Schnorr, 0, PublicKey(owner));
}
