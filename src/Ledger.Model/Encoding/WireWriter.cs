using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Model.Encoding;

/// <summary>
/// Writes canonical protobuf (PROTOCOL 3.1). Its caller writes the fields in ascending order; a value that equals its
/// default is left out here. Used by those who make transactions; a node passes on the bytes that it got.
/// </summary>
internal sealed class WireWriter
{
    private const uint VarintKind = 0;
    private const uint LengthKind = 2;
    private const int VarintBytesMax = 10;

    private byte[] _buffer = new byte[256];
    private int _length;

    public void UInt64(uint field, ulong value)
    {
        if (value == 0)
            return;
        Varint((field << 3) | VarintKind);
        Varint(value);
    }

    public void Flag(uint field, bool value) => UInt64(field, value ? 1UL : 0UL);

    public void Bytes(uint field, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
            Message(field, value);
    }

    public void Text(uint field, string value) => Bytes(field, System.Text.Encoding.UTF8.GetBytes(value));

    public void Digest(uint field, Digest value)
    {
        Span<byte> bytes = stackalloc byte[Cryptography.Digest.Size];
        value.CopyTo(bytes);
        Message(field, bytes);
    }

    public void OptionalDigest(uint field, Digest? value)
    {
        if (value is { } digest)
            Digest(field, digest);
    }

    public void Account(uint field, AccountId account) => Digest(field, account.Value);

    public void Ticker(uint field, Ticker ticker)
    {
        Span<byte> padded = stackalloc byte[Values.Ticker.LengthMax];
        ticker.CopyTo(padded);
        Bytes(field, padded[..ticker.Length]);
    }

    /// <summary>A message that is present even if it is empty.</summary>
    public void Message(uint field, ReadOnlySpan<byte> message)
    {
        Varint((field << 3) | LengthKind);
        Varint((ulong)message.Length);
        message.CopyTo(Room(message.Length));
        _length += message.Length;
    }

    /// <summary>Starts a message whose fields the caller writes next, up to <see cref="Close"/>.</summary>
    /// <returns>Where it begins.</returns>
    public int Open(uint field)
    {
        Varint((field << 3) | LengthKind);
        return _length;
    }

    /// <summary>Ends a message: moves it up by the length that now stands before it.</summary>
    public void Close(int start)
    {
        var size = _length - start;
        Varint((ulong)size);
        Span<byte> prefix = stackalloc byte[VarintBytesMax];
        prefix = prefix[..(_length - start - size)];
        _buffer.AsSpan(start + size, prefix.Length).CopyTo(prefix);
        _buffer.AsSpan(start, size).CopyTo(_buffer.AsSpan(start + prefix.Length));
        prefix.CopyTo(_buffer.AsSpan(start));
    }

    public byte[] ToArray() => _buffer.AsSpan(0, _length).ToArray();

    private void Varint(ulong value)
    {
        var room = Room(VarintBytesMax);
        var count = 0;
        for (; value >= 0x80; value >>= 7)
            room[count++] = (byte)(value & 0x7f | 0x80);
        room[count++] = (byte)value;
        _length += count;
    }

    private Span<byte> Room(int size)
    {
        if (_buffer.Length - _length < size)
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _length + size));
        return _buffer.AsSpan(_length);
    }
}
