using System.Buffers.Binary;

namespace Ledger.Audit.Blocks;

/// <summary>
/// Takes pieces of stated lengths off the front of bytes without copying them. What asks for more than is left makes it
/// unsound and gives nothing.
/// </summary>
public struct Splitter(ReadOnlyMemory<byte> source)
{
    private ReadOnlyMemory<byte> _rest = source;

    public bool IsSound { get; private set; } = true;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public ushort UInt16()
    {
        var bytes = Take(sizeof(ushort));
        return bytes.IsEmpty ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(bytes.Span);
    }

    public uint UInt32()
    {
        var bytes = Take(sizeof(uint));
        return bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(bytes.Span);
    }

    public ulong UInt64()
    {
        var bytes = Take(sizeof(ulong));
        return bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64BigEndian(bytes.Span);
    }

    public ReadOnlyMemory<byte> Take(long length)
    {
        if (!IsSound || length < 0 || length > _rest.Length)
        {
            IsSound = false;
            return default;
        }

        var piece = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return piece;
    }

    public ReadOnlyMemory<byte> TakeRest() => Take(_rest.Length);
}
