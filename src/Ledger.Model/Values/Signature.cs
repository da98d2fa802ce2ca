using Ledger.Cryptography;

namespace Ledger.Model.Values;

/// <summary>A 64-byte signature: BIP-340, or r ‖ s of ECDSA with a low s.</summary>
public readonly record struct Signature(Digest Left, Digest Right)
{
    public const int Size = 64;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out Signature signature)
    {
        var fits = bytes.Length == Size;
        signature = fits ? new(new(bytes[..Digest.Size]), new(bytes[Digest.Size..])) : default;
        return fits;
    }

    public void CopyTo(Span<byte> destination)
    {
        Left.CopyTo(destination);
        Right.CopyTo(destination[Digest.Size..]);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }
}
