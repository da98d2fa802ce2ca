using Ledger.Cryptography.Hashing;

namespace Ledger.Cryptography.Trees;

/// <summary>The one hash that a header carries for the whole state (PROTOCOL 6.9).</summary>
public static class StateRoot
{
    /// <summary>The parts of the state, numbered from 1 in the order of their roots.</summary>
    public const int PartCount = 9;

    /// <summary>Takes the roots of all parts in order; a part not in use is <see cref="Digest.Zero"/>.</summary>
    public static Digest Of(ReadOnlySpan<Digest> partRoots)
    {
        if (partRoots.Length != PartCount)
            throw new ArgumentException($"The state has {PartCount} parts.", nameof(partRoots));
        Span<byte> roots = stackalloc byte[PartCount * Digest.Size];
        for (var part = 0; part < PartCount; part++)
            partRoots[part].CopyTo(roots[(part * Digest.Size)..]);
        return TaggedHash.StateRoot.Hash(roots);
    }
}
