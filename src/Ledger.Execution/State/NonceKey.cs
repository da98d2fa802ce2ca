using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Execution.State;

/// <summary>A nonce of an author: the key within a minute's nested tree of the replay part.</summary>
public readonly record struct NonceKey(AccountId Author, Nonce Nonce)
{
    public const int Size = Digest.Size + Nonce.Size;

    /// <summary>Takes the nonce out of a replay key, or fails if the key is that of a minute.</summary>
    public static bool TryRead(in StateKey key, out ulong minute, out NonceKey nonce)
    {
        nonce = default;
        minute = 0;
        if (key.Part != StatePart.Replay || key.Length != sizeof(ulong) + Size)
            return false;
        Span<byte> bytes = stackalloc byte[sizeof(ulong) + Size];
        key.CopyTo(bytes);
        minute = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes);
        var isRead = Nonce.TryRead(bytes[(sizeof(ulong) + Digest.Size)..], out var value);
        nonce = new(new(new(bytes.Slice(sizeof(ulong), Digest.Size))), value);
        return isRead;
    }

    public void CopyTo(Span<byte> destination)
    {
        Author.Value.CopyTo(destination);
        Nonce.CopyTo(destination[Digest.Size..]);
    }
}
