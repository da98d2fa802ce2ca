using Ledger.Cryptography;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Model.Encoding;

/// <summary>
/// Reads one message of canonical protobuf (PROTOCOL 3.1) from bytes that a stranger may have sent. A decoder asks for
/// the fields in ascending order and then for <see cref="End"/>: a field that stands out of order, twice, or is unknown
/// is what nobody asked for, so the form needs no check of its own.
/// </summary>
/// <remarks>
/// The first fault decides the reason; from then on every field reads as absent, so a decoder need not ask after each.
/// </remarks>
/// <param name="malformed">The reason for what can't be read and for values out of their range.</param>
internal ref struct WireReader(ReadOnlySpan<byte> source, Reason malformed)
{
    private const uint VarintKind = 0;
    private const uint LengthKind = 2;

    /// <summary>Nine bytes carry 63 bits; the tenth carries the last one.</summary>
    private const int LastVarintShift = 63;

    /// <summary>The largest field number that protobuf knows.</summary>
    private const uint FieldNumberMax = (1 << 29) - 1;

    private readonly ReadOnlySpan<byte> _source = source;
    private readonly Reason _malformed = malformed;
    private int _position;

    /// <summary><see cref="Reason.None"/> as long as all is well.</summary>
    public Reason Reason { get; private set; }

    public readonly bool IsSound => Reason == Reason.None;

    public readonly bool IsAtEnd => _position == _source.Length;

    /// <summary>Ends reading with a reason, unless an earlier one stands.</summary>
    public void Fail(Reason reason)
    {
        if (IsSound)
            Reason = reason;
        _position = _source.Length;
    }

    /// <summary>A value is not in its range.</summary>
    public void FailMalformed() => Fail(_malformed);

    /// <summary>An integer; 0 if it is absent.</summary>
    public ulong UInt64(uint field)
    {
        if (!TryTag(field, VarintKind))
            return 0;
        var value = Varint();
        if (value == 0)
            Fail(Reason.TransactionNotCanonical);
        return value;
    }

    /// <summary>An integer of at most <paramref name="max"/>; 0 if it is absent, and also if it is larger.</summary>
    public ulong UInt64(uint field, ulong max)
    {
        var value = UInt64(field);
        if (value <= max)
            return value;
        FailMalformed();
        return 0;
    }

    public uint UInt32(uint field) => (uint)UInt64(field, uint.MaxValue);

    public ushort UInt16(uint field) => (ushort)UInt64(field, ushort.MaxValue);

    public byte Byte(uint field) => (byte)UInt64(field, byte.MaxValue);

    public bool Flag(uint field) => UInt64(field, 1) == 1;

    /// <summary>An instant of the years 1970 to 9999.</summary>
    public Timestamp Timestamp(uint field) => new(UInt64(field, Values.Timestamp.Latest.Milliseconds));

    /// <summary>Bytes or text; empty if they are absent.</summary>
    public ReadOnlySpan<byte> Bytes(uint field)
    {
        if (!TryMessage(field, out var bytes))
            return default;
        if (bytes.IsEmpty)
            Fail(Reason.TransactionNotCanonical);
        return bytes;
    }

    public Digest Digest(uint field)
    {
        if (!Cryptography.Digest.TryRead(Bytes(field), out var digest))
            FailMalformed();
        return digest;
    }

    public Digest? OptionalDigest(uint field)
    {
        var bytes = Bytes(field);
        if (bytes.IsEmpty)
            return null;
        if (!Cryptography.Digest.TryRead(bytes, out var digest))
            FailMalformed();
        return digest;
    }

    public AccountId Account(uint field) => new(Digest(field));

    public AccountId? OptionalAccount(uint field) =>
        OptionalDigest(field) is { } digest ? new AccountId(digest) : null;

    public Ticker Ticker(uint field)
    {
        if (!Values.Ticker.TryRead(Bytes(field), out var ticker))
            FailMalformed();
        return ticker;
    }

    /// <summary>
    /// The bytes of a message if the field stands here. A message may be empty and present, unlike a value.
    /// </summary>
    public bool TryMessage(uint field, out ReadOnlySpan<byte> message)
    {
        message = default;
        return TryTag(field, LengthKind) && TryLength(out message);
    }

    /// <summary>The number and bytes of whichever message stands here; false at the end.</summary>
    public bool TryAnyMessage(out uint field, out ReadOnlySpan<byte> message)
    {
        field = 0;
        message = default;
        if (IsAtEnd)
            return false;
        var tag = Varint();
        if (tag >> 3 is 0 or > FieldNumberMax || (tag & 7) != LengthKind)
            FailMalformed();
        field = (uint)(tag >> 3 & FieldNumberMax);
        return TryLength(out message);
    }

    /// <summary>How many messages of this field follow; reads none of them.</summary>
    public int Count(uint field)
    {
        var ahead = this;
        var count = 0;
        while (ahead.TryMessage(field, out _))
            count++;
        if (!ahead.IsSound)
            Fail(ahead.Reason);
        return count;
    }

    /// <summary>Says what is wrong with what is left, if anything is.</summary>
    /// <param name="fieldMax">The highest number that a field of this message has.</param>
    public Reason End(uint fieldMax)
    {
        if (!IsSound || IsAtEnd)
            return Reason;
        var tag = Varint();
        var kind = tag & 7;
        if (tag >> 3 is 0 or > FieldNumberMax || kind is not (VarintKind or LengthKind or 1 or 5))
            FailMalformed();
        else if (kind == LengthKind)
            _ = TryLength(out _);
        Fail(tag >> 3 > fieldMax ? Reason.TransactionFieldUnknown : Reason.TransactionNotCanonical);
        return Reason;
    }

    /// <summary>
    /// Steps over the tag if it stands here. Our field numbers are below 2,048: a tag has one or two bytes.
    /// </summary>
    private bool TryTag(uint field, uint kind)
    {
        var tag = (field << 3) | kind;
        var left = _source[_position..];
        if (tag < 0x80)
        {
            if (left.IsEmpty || left[0] != tag)
                return false;
            _position++;
            return true;
        }

        if (left.Length < 2 || left[0] != (tag & 0x7f | 0x80) || left[1] != tag >> 7)
            return false;
        _position += 2;
        return true;
    }

    private bool TryLength(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        var length = Varint();
        if (length > (ulong)(_source.Length - _position))
            FailMalformed();
        if (!IsSound)
            return false;
        bytes = _source.Slice(_position, (int)length);
        _position += (int)length;
        return true;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift <= LastVarintShift && _position < _source.Length; shift += 7)
        {
            var next = _source[_position++];
            if (shift == LastVarintShift && next > 1)
                break;
            value |= (ulong)(next & 0x7f) << shift;
            if (next >= 0x80)
                continue;
            if (next == 0 && shift > 0)
                Fail(Reason.TransactionNotCanonical);
            return value;
        }

        FailMalformed();
        return 0;
    }
}
