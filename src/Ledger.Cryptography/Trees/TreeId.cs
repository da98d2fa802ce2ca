using System.Buffers.Binary;

namespace Ledger.Cryptography.Trees;

/// <summary>
/// Names one state tree: a part of the state, or a tree nested in it (the replay part keeps one for each minute).
/// </summary>
/// <param name="Nested">0 is the part's own tree.</param>
public readonly record struct TreeId(byte Part, ulong Nested = 0) : IComparable<TreeId>
{
    public const int Size = 1 + sizeof(ulong);

    /// <summary>Writes 9 bytes. They begin the key of every page of the tree, and of no other page.</summary>
    public void CopyTo(Span<byte> destination)
    {
        destination[0] = Part;
        BinaryPrimitives.WriteUInt64BigEndian(destination[1..], Nested);
    }

    public int CompareTo(TreeId other) =>
        Part != other.Part ? Part.CompareTo(other.Part) : Nested.CompareTo(other.Nested);

    public static bool operator <(TreeId left, TreeId right) => left.CompareTo(right) < 0;

    public static bool operator >(TreeId left, TreeId right) => left.CompareTo(right) > 0;

    public static bool operator <=(TreeId left, TreeId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TreeId left, TreeId right) => left.CompareTo(right) >= 0;
}
