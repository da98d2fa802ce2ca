using System.Runtime.InteropServices;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Execution.State;

/// <summary>
/// Folds pairs of words by wide multiplication under a seed. Which keys collide depends on the seed, so whoever does
/// not know it can't prepare them.
/// </summary>
internal struct KeyHash
{
    private const ulong FirstSalt = 0x9e3779b97f4a7c15;
    private const ulong SecondSalt = 0xc2b2ae3d27d4eb4f;

    private readonly ulong _seed;
    private ulong _state;

    public KeyHash(ulong seed) => _state = _seed = seed;

    public readonly ulong State => _state;

    public readonly int Value => unchecked((int)(_state ^ (_state >> 32)));

    public void Add(ulong first, ulong second)
    {
        var high = Math.BigMul(first ^ _seed ^ FirstSalt, second ^ _state ^ SecondSalt, out var low);
        _state = high ^ low;
    }

    public void Add(Digest digest)
    {
        var words = MemoryMarshal.Cast<Digest, ulong>(new ReadOnlySpan<Digest>(in digest));
        Add(words[0], words[1]);
        Add(words[2], words[3]);
    }

    public void Add(Ticker ticker)
    {
        var characters = MemoryMarshal.Cast<Ticker, ulong>(new ReadOnlySpan<Ticker>(in ticker));
        Add(characters[0], characters[1]);
    }
}
