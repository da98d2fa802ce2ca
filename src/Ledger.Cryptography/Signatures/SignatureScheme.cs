namespace Ledger.Cryptography.Signatures;

/// <summary>How a key signs. The numbers stand in policies and transactions: never changed, never reused.</summary>
public enum SignatureScheme
{
    /// <summary>BIP-340 on secp256k1, 32-byte x-only keys: the default.</summary>
    Schnorr = 1,

    /// <summary>
    /// ECDSA on secp256k1, low s, 33-byte compressed keys: what key services and hardware modules can do.
    /// </summary>
    Secp256k1Ecdsa = 2,

    /// <summary>ECDSA on P-256, low s, 33-byte compressed keys: what phones can do.</summary>
    P256Ecdsa = 3,
}
