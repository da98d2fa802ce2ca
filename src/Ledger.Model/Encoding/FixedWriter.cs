using System.Buffers.Binary;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Model.Encoding;

/// <summary>Writes fixed layouts (PROTOCOL.md): big-endian integers and raw bytes, no tags, no padding.</summary>
/// <remarks>The caller sizes the span; writing past its end is a bug and throws.</remarks>
public ref struct FixedWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    public int Position { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _destination[..Position];

    public void Byte(byte value) => _destination[Position++] = value;

    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_destination[Position..], value);
        Position += sizeof(ushort);
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_destination[Position..], value);
        Position += sizeof(uint);
    }

    public void UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_destination[Position..], value);
        Position += sizeof(ulong);
    }

    public void Digest(Digest value)
    {
        value.CopyTo(_destination[Position..]);
        Position += Cryptography.Digest.Size;
    }

    public void Account(AccountId value) => Digest(value.Value);

    public void Ticker(Ticker value)
    {
        value.CopyTo(_destination[Position..]);
        Position += Values.Ticker.LengthMax;
    }

    public void Bytes(scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(_destination[Position..]);
        Position += value.Length;
    }
}
