using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ledger.Execution.State;

/// <summary>
/// Where a value stands in the state: a part, and up to 62 bytes within it (PROTOCOL 7.2). Ordered by part and then
/// as bytes are, so that an ordered store lists all balances of an account, and the schedule by time.
/// </summary>
public readonly struct StateKey : IEquatable<StateKey>, IComparable<StateKey>
{
    /// <summary>The most bytes that a key has within its part.</summary>
    public const int LengthMax = 62;

    /// <summary>How many numbers a key is compared by.</summary>
    internal const int WordCount = 8;

    /// <summary>
    /// Part, bytes, zero padding and length, big-endian: comparing word by word is comparing as bytes.
    /// </summary>
    private readonly Words _words;

    public StateKey(StatePart part, ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, LengthMax, nameof(bytes));
        Span<byte> padded = stackalloc byte[WordCount * sizeof(ulong)];
        padded.Clear();
        padded[0] = (byte)part;
        bytes.CopyTo(padded[1..]);
        padded[^1] = (byte)bytes.Length;
        for (var i = 0; i < WordCount; i++)
            _words[i] = BinaryPrimitives.ReadUInt64BigEndian(padded[(i * sizeof(ulong))..]);
    }

    public StatePart Part => (StatePart)(byte)(_words[0] >> 56);

    /// <summary>Length in bytes within the part.</summary>
    public int Length => (int)(_words[WordCount - 1] & byte.MaxValue);

    /// <summary>
    /// Writes <see cref="Length"/> bytes: the key within its part, which its tree path is the hash of.
    /// </summary>
    public void CopyTo(Span<byte> destination)
    {
        Span<byte> padded = stackalloc byte[WordCount * sizeof(ulong)];
        for (var i = 0; i < WordCount; i++)
            BinaryPrimitives.WriteUInt64BigEndian(padded[(i * sizeof(ulong))..], _words[i]);
        padded.Slice(1, Length).CopyTo(destination);
    }

    public bool Equals(StateKey other)
    {
        for (var i = 0; i < WordCount; i++)
        {
            if (_words[i] != other._words[i])
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is StateKey other && Equals(other);

    /// <summary>For look-up only. Callers that hold keys chosen by strangers bring a seeded comparer.</summary>
    public override int GetHashCode() => StateKeyComparer.Unseeded.GetHashCode(this);

    public int CompareTo(StateKey other)
    {
        for (var i = 0; i < WordCount; i++)
        {
            if (_words[i] != other._words[i])
                return _words[i].CompareTo(other._words[i]);
        }

        return 0;
    }

    public static bool operator ==(StateKey left, StateKey right) => left.Equals(right);

    public static bool operator !=(StateKey left, StateKey right) => !left.Equals(right);

    public static bool operator <(StateKey left, StateKey right) => left.CompareTo(right) < 0;

    public static bool operator >(StateKey left, StateKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(StateKey left, StateKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StateKey left, StateKey right) => left.CompareTo(right) >= 0;

    /// <summary>Part and bytes, in lower-case hexadecimal.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[LengthMax];
        CopyTo(bytes);
        return $"{Part}/{Convert.ToHexStringLower(bytes[..Length])}";
    }

    /// <summary>Comparing these numbers in order is comparing the keys.</summary>
    internal ulong Word(int index) => _words[index];

    [InlineArray(WordCount)]
    private struct Words
    {
        private ulong _first;
    }
}
