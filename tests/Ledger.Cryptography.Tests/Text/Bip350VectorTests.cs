using System.Globalization;
using System.Text.Json;
using Ledger.Cryptography.Text;
using Xunit.Abstractions;

namespace Ledger.Cryptography.Tests.Text;

/// <summary>The strings of BIP-350, at the level of the codec, which accepts the upper-case spelling.</summary>
public sealed class Bip350VectorTests(ITestOutputHelper output)
{
    private const int WitnessVersionMax = 16, ProgramSizeMin = 2, ProgramSizeMax = 40;

    [PublicVectorFact("bech32m")]
    public void TryDecode_PublicStrings_AgreesWithEachCase()
    {
        var valid = Strings("valid_strings").Select(element => element.GetString()!).ToArray();
        var invalid = Strings("invalid_strings").Select(element => Unescape(element.Text("string"))).ToArray();

        Assert.All(valid, text => Assert.True(TryReencode(text), text));
        Assert.All(invalid, text => Assert.False(TryReencode(text), text));
        Assert.NotEmpty(valid);
        output.WriteLine($"bip350 strings: {valid.Length} valid, {invalid.Length} invalid");
    }

    /// <summary>An address of witness version 0 has the checksum of bech32, so it is refused like any other.</summary>
    [PublicVectorFact("bech32m")]
    public void TryDecode_PublicAddresses_AgreesWithEachCase()
    {
        var valid = Strings("valid_addresses");
        var invalid = Strings("invalid_addresses");

        foreach (var vector in valid)
        {
            var script = vector.Text("scriptPubKey");
            var isBech32m = !script.StartsWith("00", StringComparison.Ordinal);
            Assert.Equal(isBech32m, TryReadAddress(vector.Text("address"), out var program));
            if (isBech32m)
                Assert.EndsWith(Convert.ToHexStringLower(program), script, StringComparison.Ordinal);
        }

        Assert.All(invalid, vector => Assert.False(TryReadAddress(vector.Text("string"), out _)));
        output.WriteLine($"bip350 addresses: {valid.Length} valid, {invalid.Length} invalid");
    }

    /// <summary>Decodes, and demands that encoding gives the same text in lower case.</summary>
    private static bool TryReencode(string text)
    {
        Span<byte> groups = stackalloc byte[Bech32m.LengthMax];
        if (!Bech32m.TryDecode(text, groups, out var prefixLength, out var groupCount))
            return false;
        Span<char> again = stackalloc char[Bech32m.LengthMax];
        var lower = text.ToLowerInvariant();
        var length = Bech32m.Encode(lower.AsSpan(0, prefixLength), groups[..groupCount], again);
        return again[..length].SequenceEqual(lower);
    }

    private static bool TryReadAddress(string text, out byte[] program)
    {
        program = [];
        Span<byte> groups = stackalloc byte[Bech32m.LengthMax];
        if (!Bech32m.TryDecode(text, groups, out var prefixLength, out var groupCount)
            || text[..prefixLength].ToLowerInvariant() is not ("bc" or "tb")
            || groupCount == 0 || groups[0] is 0 or > WitnessVersionMax)
        {
            return false;
        }

        var bytes = new byte[(groupCount - 1) * 5 / 8];
        program = bytes;
        return bytes.Length is >= ProgramSizeMin and <= ProgramSizeMax
            && FiveBitGroups.TryToBytes(groups[1..groupCount], bytes);
    }

    private static JsonElement[] Strings(string name) =>
    [
        .. PublicVectors.Files("bech32m", "*.json").SelectMany(file =>
            JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty(name).EnumerateArray()),
    ];

    /// <summary>The BIP writes characters outside ASCII's printable range as "0x7F + rest".</summary>
    private static string Unescape(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal)
            ? (char)int.Parse(text.AsSpan(2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) + text[7..]
            : text;
}
