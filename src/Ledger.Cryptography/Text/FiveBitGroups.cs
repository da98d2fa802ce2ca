namespace Ledger.Cryptography.Text;

/// <summary>Bytes as groups of five bits, highest bit first; the last group is filled up with zeros.</summary>
public static class FiveBitGroups
{
    private const int Bits = 5;

    public static int Count(int bytes) => ((bytes * 8) + Bits - 1) / Bits;

    /// <summary>Fills <paramref name="groups"/>, which has exactly the groups that the bytes need.</summary>
    public static void FromBytes(ReadOnlySpan<byte> bytes, Span<byte> groups)
    {
        if (groups.Length != Count(bytes.Length))
            throw new ArgumentException("The groups do not fit the bytes.", nameof(groups));
        var pending = 0;
        var pendingBits = 0;
        var written = 0;
        foreach (var value in bytes)
        {
            pending = ((pending << 8) | value) & 0xfff;
            for (pendingBits += 8; pendingBits >= Bits; pendingBits -= Bits)
                groups[written++] = (byte)((pending >> (pendingBits - Bits)) & 31);
        }

        if (pendingBits > 0)
            groups[written] = (byte)((pending << (Bits - pendingBits)) & 31);
    }

    /// <summary>False if the groups are not the ones of as many bytes, or if a filling bit is set.</summary>
    public static bool TryToBytes(ReadOnlySpan<byte> groups, Span<byte> bytes)
    {
        if (groups.Length != Count(bytes.Length))
            return false;
        var pending = 0;
        var pendingBits = 0;
        var written = 0;
        foreach (var group in groups)
        {
            pending = ((pending << Bits) | group) & 0xfff;
            pendingBits += Bits;
            if (pendingBits < 8)
                continue;
            pendingBits -= 8;
            bytes[written++] = (byte)((pending >> pendingBits) & 0xff);
        }

        return (pending & ((1 << pendingBits) - 1)) == 0;
    }
}
