using Ledger.Cryptography.Hashing;
using Ledger.Model.Genesis;

namespace Ledger.Model.Tests.Genesis;

public sealed class GenesisReaderTests
{
    [Fact]
    public void TryRead_WrittenDocument_GivesItBack()
    {
        var document = GenesisSample.Document();
        var file = GenesisWriter.Write(document);

        var isRead = GenesisReader.TryRead(file, out var read, out var faults);

        Assert.Empty(faults);
        Assert.True(isRead);
        Assert.Equal(new(TaggedHash.Genesis.Hash(file)), read!.Id);
        Assert.Equal(document.Parameters, read.Parameters);
        Assert.Equal(document.Members.AsEnumerable(), read.Members);
        Assert.Equal(document.Accounts.AsEnumerable(), read.Accounts);
        Assert.Equal(document.Tokens.AsEnumerable(), read.Tokens);
        Assert.Equal(file, GenesisWriter.Write(read));
    }

    [Fact]
    public void TryRead_OtherBlank_IsAnotherNetwork()
    {
        var file = GenesisWriter.Write(GenesisSample.Document());

        Assert.NotEqual(GenesisReader.NetworkOf(file), GenesisReader.NetworkOf([.. file, (byte)'\n']));
    }

    [Theory]
    [InlineData("\"network\": \"testnet\"", "\"network\": \"Testnet\"", "network")]
    [InlineData("\"network\": \"testnet\"", "\"network\": \"testnet\", \"colour\": 1", "colour")]
    [InlineData("\"network\": \"testnet\",", "", "network")]
    [InlineData("\"time_ms\": 1700000000000", "\"time_ms\": 0", "time_ms")]
    [InlineData("\"time_ms\": 1700000000000", "\"time_ms\": 1.5", "time_ms")]
    [InlineData("\"block_bytes_max\": 8388608", "\"block_bytes_max\": 8388609", "parameters.block_bytes_max")]
    [InlineData("\"block_bytes_max\": 8388608", "\"block_bytes_max\": 2048", "parameters.block_bytes_max")]
    [InlineData("\"block_work_units_max\": 400000", "\"block_work_units_max\": 64", "parameters.block_work_units_max")]
    [InlineData("\"view_timeout_max_ms\": 8000", "\"view_timeout_max_ms\": 1000", "parameters.view_timeout_max_ms")]
    [InlineData("\"validity_window_ms\": 900000", "\"validity_window_ms\": 3600001", "parameters.validity_window_ms")]
    [InlineData("\"index\": 4", "\"index\": 3", "members[1].index")]
    [InlineData("\"endpoint\": \"four.example:7000\"", "\"endpoint\": \"four.example\"", "members[1].endpoint")]
    [InlineData("\"name\": \"Four\"", "\"name\": \"Three\"", "members[1]")]
    [InlineData("\"threshold\": 1", "\"threshold\": 2", "accounts[0]")]
    [InlineData("\"weight\": 1", "\"weight\": 2", "accounts[0].id")]
    [InlineData("\"ticker\": \"BEANS\"", "\"ticker\": \"beans\"", "tokens[0].ticker")]
    [InlineData("\"issuer\": 3", "\"issuer\": 9", "tokens[0].issuer")]
    [InlineData("\"scale\": 2", "\"scale\": 10", "tokens[0].scale")]
    [InlineData("\"supply_max\": \"1000000000\"", "\"supply_max\": 1000000000", "tokens[0].supply_max")]
    [InlineData("\"supply_max\": \"1000000000\"", "\"supply_max\": \"01\"", "tokens[0].supply_max")]
    [InlineData("\"granularity\": \"month\"", "\"granularity\": \"week\"", "tokens[0].expiry.granularity")]
    [InlineData("\"lifetime\": 12", "\"lifetime\": 65", "tokens[0].expiry.lifetime")]
    [InlineData("\"redeem_needs_issuer\": true", "\"redeem_needs_issuer\": 1", "tokens[0].redeem_needs_issuer")]
    [InlineData("https://beans.example/terms", "https://beans.example/ü", "tokens[0].terms.url")]
    public void TryRead_OneThingWrong_NamesItsPlace(string sound, string wrong, string place)
    {
        var file = Replaced(sound, wrong);

        var isRead = GenesisReader.TryRead(file, out var document, out var faults);

        Assert.False(isRead);
        Assert.Null(document);
        Assert.Contains(place, faults.Select(fault => fault.Place), StringComparer.Ordinal);
    }

    [Fact]
    public void TryRead_ManyThingsWrong_NamesAll()
    {
        var file = """{"network": "X", "time_ms": "now", "members": [{"index": -1}], "colour": 1}"""u8.ToArray();

        GenesisReader.TryRead(file, out _, out var faults);

        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "network", "time_ms", "parameters", "accounts", "tokens", "colour", "members[0].index",
                "members[0].endpoint",
            },
            faults.Select(fault => fault.Place).ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"network\": \"testnet\"", "\"network\": \"testnet\", \"network\": \"testnet\"")]
    [InlineData("\"network\": \"testnet\"", "\"network\": \"test\\u006eet\"")]
    [InlineData("\"network\": \"testnet\"", "\"network\": \"\\ud800\"")]
    [InlineData("\"network\": \"testnet\"", "\"network\": \"testnet\" // comment")]
    [InlineData("\"network\": \"testnet\",", "\"network\": \"testnet\"")]
    public void TryRead_NotStrictJson_IsRefused(string sound, string wrong)
    {
        Assert.False(GenesisReader.TryRead(Replaced(sound, wrong), out _, out var faults));
        Assert.Single(faults);
    }

    [Fact]
    public void TryRead_TrailingDataOrByteOrderMarkOrBrokenText_IsRefused()
    {
        var file = GenesisWriter.Write(GenesisSample.Document());

        Assert.False(GenesisReader.TryRead(new byte[] { (byte)'{' }.Concat(file).ToArray(), out _, out _));
        Assert.False(GenesisReader.TryRead(file.Append((byte)'1').ToArray(), out _, out _));
        Assert.False(GenesisReader.TryRead(new byte[] { 0xef, 0xbb, 0xbf }.Concat(file).ToArray(), out _, out _));
        Assert.False(GenesisReader.TryRead(file.Append((byte)0xff).ToArray(), out _, out _));
        Assert.False(GenesisReader.TryRead(Array.Empty<byte>(), out _, out _));
        Assert.False(GenesisReader.TryRead(new byte[GenesisReader.BytesMax + 1], out _, out _));
    }

    [Fact]
    public void TryRead_DeeplyNested_IsRefused()
    {
        var file = System.Text.Encoding.UTF8.GetBytes(new string('[', 100_000));

        Assert.False(GenesisReader.TryRead(file, out _, out _));
    }

    [Fact]
    public void TryRead_AnyByteReplaced_NeverThrows()
    {
        var file = GenesisWriter.Write(GenesisSample.Document());

        for (var i = 0; i < file.Length; i++)
        {
            var changed = (byte[])file.Clone();
            changed[i] = "\"{}[]:,0a\0"u8[i % 10];

            var isRead = GenesisReader.TryRead(changed, out _, out var faults);

            Assert.NotEqual(isRead, faults.Length > 0);
        }
    }

    private static byte[] Replaced(string sound, string wrong)
    {
        var text = System.Text.Encoding.UTF8.GetString(GenesisWriter.Write(GenesisSample.Document()));
        var at = text.IndexOf(sound, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the sample lacks {sound}");
        return System.Text.Encoding.UTF8.GetBytes(text[..at] + wrong + text[(at + sound.Length)..]);
    }
}
