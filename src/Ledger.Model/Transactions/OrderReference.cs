using System.Security.Cryptography;
using Ledger.Cryptography;

namespace Ledger.Model.Transactions;

/// <summary>
/// Turns a shop's own order number into the reference that stands on the log for ever (PROTOCOL 11.2): a keyed hash,
/// so that nobody who reads the log learns or guesses the number.
/// </summary>
public static class OrderReference
{
    /// <summary>Bytes of the key, which the shop's systems share and nobody else has.</summary>
    public const int KeySize = 32;

    /// <summary>Bytes of the order number in UTF-8 at most.</summary>
    public const int OrderBytesMax = 256;

    private static ReadOnlySpan<byte> Prefix => "ledger/order-reference/1\0"u8;

    /// <summary>False if the key has not its size, or the order number is empty or too long.</summary>
    public static bool TryMake(ReadOnlySpan<byte> key, string order, out Digest reference)
    {
        reference = Digest.Zero;
        var size = System.Text.Encoding.UTF8.GetByteCount(order);
        if (key.Length != KeySize || size is 0 or > OrderBytesMax)
            return false;
        Span<byte> message = stackalloc byte[Prefix.Length + OrderBytesMax];
        Prefix.CopyTo(message);
        System.Text.Encoding.UTF8.GetBytes(order, message[Prefix.Length..]);
        Span<byte> hash = stackalloc byte[Digest.Size];
        HMACSHA256.HashData(key, message[..(Prefix.Length + size)], hash);
        reference = new(hash);
        return true;
    }
}
