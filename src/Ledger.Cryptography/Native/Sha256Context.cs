using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ledger.Cryptography.Native;

/// <summary>OpenSSL's public struct SHA256_CTX: 28 words, the same in versions 1.1 and 3.</summary>
[StructLayout(LayoutKind.Sequential)]
[InlineArray(Words)]
internal struct Sha256Context
{
    private const int Words = 28;

    private uint _word;

    /// <summary>
    /// The hash, if what was hashed ended with its padding: the context begins with the eight words of it.
    /// </summary>
    public readonly Digest Hash => new(Pair(0), Pair(2), Pair(4), Pair(6));

    private readonly ulong Pair(int word) => ((ulong)this[word] << 32) | this[word + 1];
}
