using System.Buffers.Binary;

namespace Ledger.Model.Values;

/// <summary>
/// 16 bytes that a client chooses before it sends, unique for its author until the transaction expires.
/// </summary>
public readonly record struct Nonce(UInt128 Value)
{
    public const int Size = 16;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out Nonce nonce)
    {
        var fits = bytes.Length == Size;
        nonce = fits ? new(BinaryPrimitives.ReadUInt128BigEndian(bytes)) : default;
        return fits;
    }

    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, Value);

    public override string ToString() => Value.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
