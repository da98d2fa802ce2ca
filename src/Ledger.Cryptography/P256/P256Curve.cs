using System.Globalization;
using System.Numerics;

namespace Ledger.Cryptography.P256;

/// <summary>
/// The numbers of NIST P-256 and what the framework does not offer of it. Works on public values only, so it need not
/// run in constant time.
/// </summary>
internal static class P256Curve
{
    public const int FieldSize = 32;

    /// <summary>The order of the group.</summary>
    public static readonly BigInteger Order =
        Parse("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    /// <summary>The largest s that counts as low.</summary>
    public static readonly BigInteger HalfOrder = Order / 2;

    private static readonly BigInteger Prime =
        Parse("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");

    private static readonly BigInteger B =
        Parse("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

    private static readonly BigInteger SquareRootExponent = (Prime + 1) / 4;

    /// <summary>
    /// The y of the given parity that belongs to x on y² = x³ − 3x + b; false if x is no field element or no x of the
    /// curve. The prime is 3 modulo 4, so a power of the square is its root if it has one.
    /// </summary>
    public static bool TryDecompress(ReadOnlySpan<byte> x, bool isOdd, Span<byte> y)
    {
        var abscissa = Read(x);
        if (abscissa >= Prime)
            return false;
        var square = ((((abscissa * abscissa) - 3) * abscissa) + B) % Prime;
        square = square.Sign < 0 ? square + Prime : square;
        var root = BigInteger.ModPow(square, SquareRootExponent, Prime);
        if (root * root % Prime != square)
            return false;
        Write(root.IsEven == isOdd ? Prime - root : root, y);
        return true;
    }

    public static BigInteger Read(ReadOnlySpan<byte> bigEndian) =>
        new(bigEndian, isUnsigned: true, isBigEndian: true);

    /// <summary>Fills <paramref name="bigEndian"/>, zeros first.</summary>
    public static void Write(BigInteger value, Span<byte> bigEndian)
    {
        bigEndian.Clear();
        var size = value.GetByteCount(isUnsigned: true);
        value.TryWriteBytes(bigEndian[^size..], out _, isUnsigned: true, isBigEndian: true);
    }

    private static BigInteger Parse(string hexadecimal) =>
        BigInteger.Parse("0" + hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
