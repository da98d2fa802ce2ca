namespace Ledger.Cryptography.Sealing;

/// <summary>What the caller brings to a seal, since this project draws no randomness.</summary>
/// <param name="iterations">Between <see cref="SecretSeal.IterationsMin"/> and the maximum.</param>
/// <param name="salt">16 random bytes, never used twice.</param>
/// <param name="nonce">12 random bytes, never used twice.</param>
public readonly ref struct SealParameters(int iterations, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> nonce)
{
    public int Iterations { get; } = iterations;

    public ReadOnlySpan<byte> Salt { get; } = salt;

    public ReadOnlySpan<byte> Nonce { get; } = nonce;
}
