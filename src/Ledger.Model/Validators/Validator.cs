using Ledger.Cryptography;

namespace Ledger.Model.Validators;

/// <summary>A member's node that votes.</summary>
/// <param name="Index">The member's registry index: stable, never reused.</param>
/// <param name="Key">The x-only secp256k1 key under which it signs proposals and votes (BIP-340).</param>
public sealed record Validator(ushort Index, Digest Key);
