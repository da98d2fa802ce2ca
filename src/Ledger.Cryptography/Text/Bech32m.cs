namespace Ledger.Cryptography.Text;

/// <summary>
/// The codec of BIP-350: a prefix, the separator 1, groups of five bits, six characters of checksum. It accepts the
/// all-upper-case spelling as the BIP does; <see cref="TextForm"/> does not.
/// </summary>
public static class Bech32m
{
    public const int LengthMax = 90;

    public const int ChecksumLength = 6;

    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    private const char Separator = '1';

    private const uint ChecksumConstant = 0x2bc830a3;

    private const char PrefixCharacterMin = '!', PrefixCharacterMax = '~';

    /// <summary>Writes the lower-case spelling of a lower-case prefix and at most 90 characters in all.</summary>
    /// <returns>The number of characters written.</returns>
    public static int Encode(ReadOnlySpan<char> prefix, ReadOnlySpan<byte> groups, Span<char> destination)
    {
        var length = prefix.Length + 1 + groups.Length + ChecksumLength;
        if (prefix.IsEmpty || length > LengthMax || destination.Length < length)
        {
            throw new ArgumentException(
                "The text must have a prefix, 90 characters at most, and room.", nameof(prefix));
        }

        prefix.CopyTo(destination);
        destination[prefix.Length] = Separator;
        var data = destination[(prefix.Length + 1)..length];
        for (var i = 0; i < groups.Length; i++)
            data[i] = Alphabet[groups[i]];

        var checksum = Absorb(AbsorbPrefix(prefix), groups);
        for (var i = 0; i < ChecksumLength; i++)
            checksum = Step(checksum, 0);
        checksum ^= ChecksumConstant;
        for (var i = 0; i < ChecksumLength; i++)
            data[groups.Length + i] = Alphabet[(int)(checksum >> (5 * (ChecksumLength - 1 - i))) & 31];
        return length;
    }

    /// <summary>
    /// Reads the groups between separator and checksum into <paramref name="groups"/>, which has room for 90.
    /// </summary>
    public static bool TryDecode(
        ReadOnlySpan<char> text, Span<byte> groups, out int prefixLength, out int groupCount)
    {
        groupCount = 0;
        prefixLength = text.LastIndexOf(Separator);
        if (prefixLength < 1 || text.Length > LengthMax || text.Length - prefixLength - 1 < ChecksumLength)
            return false;
        if (text.ContainsAnyInRange('A', 'Z') && text.ContainsAnyInRange('a', 'z'))
            return false;
        var prefix = text[..prefixLength];
        if (prefix.ContainsAnyExceptInRange(PrefixCharacterMin, PrefixCharacterMax))
            return false;

        var data = text[(prefixLength + 1)..];
        for (var i = 0; i < data.Length; i++)
        {
            var group = Alphabet.AsSpan().IndexOf(Lower(data[i]));
            if (group < 0)
                return false;
            groups[i] = (byte)group;
        }

        groupCount = data.Length - ChecksumLength;
        return Absorb(AbsorbPrefix(prefix), groups[..data.Length]) == ChecksumConstant;
    }

    private static uint AbsorbPrefix(ReadOnlySpan<char> prefix)
    {
        var checksum = 1u;
        foreach (var character in prefix)
            checksum = Step(checksum, Lower(character) >> 5);
        checksum = Step(checksum, 0);
        foreach (var character in prefix)
            checksum = Step(checksum, Lower(character) & 31);
        return checksum;
    }

    private static uint Absorb(uint checksum, ReadOnlySpan<byte> groups)
    {
        foreach (var group in groups)
            checksum = Step(checksum, group);
        return checksum;
    }

    /// <summary>Multiplies the checksum by x and adds one group, modulo the generator of BIP-173.</summary>
    private static uint Step(uint checksum, int group)
    {
        var top = checksum >> 25;
        var next = ((checksum & 0x1ffffff) << 5) ^ (uint)group;
        next ^= (top & 1) != 0 ? 0x3b6a57b2u : 0;
        next ^= (top & 2) != 0 ? 0x26508e6du : 0;
        next ^= (top & 4) != 0 ? 0x1ea119fau : 0;
        next ^= (top & 8) != 0 ? 0x3d4233ddu : 0;
        next ^= (top & 16) != 0 ? 0x2a1462b3u : 0;
        return next;
    }

    private static char Lower(char character) =>
        character is >= 'A' and <= 'Z' ? (char)(character | 0x20) : character;
}
