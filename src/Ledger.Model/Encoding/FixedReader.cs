using System.Buffers.Binary;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Model.Encoding;

/// <summary>
/// Reads fixed layouts (PROTOCOL.md) from bytes that a stranger may have sent: reading past the end gives zeros and
/// clears <see cref="IsSound"/>, so a decoder reads all fields and asks <see cref="IsAtSoundEnd"/> once.
/// </summary>
public ref struct FixedReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _position;
    private bool _failed;

    public readonly bool IsSound => !_failed;

    /// <summary>All was read, nothing is left, nothing was missing.</summary>
    public readonly bool IsAtSoundEnd => !_failed && _position == _source.Length;

    public readonly int Remaining => _failed ? 0 : _source.Length - _position;

    public byte Byte()
    {
        var bytes = Bytes(1);
        return bytes.IsEmpty ? (byte)0 : bytes[0];
    }

    public ushort UInt16()
    {
        var bytes = Bytes(sizeof(ushort));
        return bytes.IsEmpty ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    public uint UInt32()
    {
        var bytes = Bytes(sizeof(uint));
        return bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    public ulong UInt64()
    {
        var bytes = Bytes(sizeof(ulong));
        return bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    public Digest Digest()
    {
        var bytes = Bytes(Cryptography.Digest.Size);
        return bytes.IsEmpty ? Cryptography.Digest.Zero : new(bytes);
    }

    public AccountId Account() => new(Digest());

    /// <summary>A ticker of <see cref="Ticker.LengthMax"/> bytes, padded with zeros.</summary>
    public Ticker Ticker()
    {
        if (!Values.Ticker.TryRead(Bytes(Values.Ticker.LengthMax).TrimEnd((byte)0), out var ticker))
            Fail();
        return ticker;
    }

    /// <summary>The next <paramref name="count"/> bytes, or none if so many are not left.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (_failed || count < 0 || count > _source.Length - _position)
        {
            _failed = true;
            return default;
        }

        var bytes = _source.Slice(_position, count);
        _position += count;
        return bytes;
    }

    /// <summary>Marks the bytes as unsound, for a rule that only the decoder knows.</summary>
    public void Fail() => _failed = true;
}
