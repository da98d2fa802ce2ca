namespace Ledger.Cryptography.Hashing;

/// <summary>
/// SHA-256 at the full speed of the processor also for inputs of one or two blocks. Allocates nothing.
/// </summary>
public static class Sha256
{
    private const int BlockSize = 64;
    private const int PaddingSizeMin = 1 + sizeof(ulong);

    public static Digest Hash(ReadOnlySpan<byte> data)
    {
        if (data.Length <= (2 * BlockSize) - PaddingSizeMin)
            return HashShort(data);
        var state = Sha256State.Start();
        state.Append(data);
        return state.Finish();
    }

    /// <summary>The hash of <paramref name="first"/> ‖ <paramref name="second"/>.</summary>
    public static Digest Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var state = Sha256State.Start();
        state.Append(first);
        state.Append(second);
        return state.Finish();
    }

    /// <summary>
    /// The hash of <paramref name="prefix"/> ‖ <paramref name="left"/> ‖ <paramref name="right"/>: a node of a tree.
    /// </summary>
    public static Digest Hash(byte prefix, Digest left, Digest right)
    {
        Span<byte> blocks = stackalloc byte[2 * BlockSize];
        blocks[0] = prefix;
        left.CopyTo(blocks[1..]);
        right.CopyTo(blocks[(1 + Digest.Size)..]);
        return Sha256State.HashPadded(blocks, 1 + (2 * Digest.Size));
    }

    private static Digest HashShort(ReadOnlySpan<byte> data)
    {
        Span<byte> blocks = stackalloc byte[2 * BlockSize];
        data.CopyTo(blocks);
        var size = data.Length <= BlockSize - PaddingSizeMin ? BlockSize : 2 * BlockSize;
        return Sha256State.HashPadded(blocks[..size], data.Length);
    }
}
