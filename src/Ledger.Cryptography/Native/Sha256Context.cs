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
}
