using System.Text.Json.Nodes;
using Ledger.Devnet;

namespace Ledger.Cli.Tests.Programs;

/// <summary>
/// The program in the hands of two brands that agree and of the customers who exchange. Each test has a pair of tokens
/// of its own; what it agrees on pays nobody who goes round by the others'.
/// </summary>
public sealed class RateTests(RunningNetwork network) : IClassFixture<RunningNetwork>
{
    private static readonly Company Airline = Company.All[0], Cafe = Company.All[1], Cinema = Company.All[2], Market = Company.All[3];

    [Fact]
    public async Task Amendment_OfOneTerm_KeepsTheOthersAsTheyStand()
    {
        var fees = await network.NewWalletAsync("fees");
        await AgreeAsync(
            Airline,
            Cinema,
            [.. Terms("2", "3"), "--fee-percent", "1.5", "--fee-account", fees, "--notice-hours", "5", "--days", "9"]);
        var before = await TermsOfAsync(Airline, Cinema);

        var amended = await ReadAsync(ExitCode.Done, [.. Amend(Airline, Cinema), "--max", "600", "--alone"]);
        var after = await TermsOfAsync(Airline, Cinema);
        var worse = await ReadAsync(ExitCode.Rejected, [.. Amend(Airline, Cinema), "--max", "500", "--alone"]);

        Assert.Equal("succeeded", (string?)amended["result"]);
        Assert.Equal("500", (string?)before["max"]);
        before["max"] = "600";
        Assert.True(JsonNode.DeepEquals(before, after), $"{before} {after}");
        Assert.Equal("RATE_WORSENS", (string?)worse["reason"]);
    }

    [Fact]
    public async Task Amendment_OfWhatNobodyAgreedOn_EndsAsUsageAndSaysHowToAgree()
    {
        var ended = await network.RunAsync([.. Amend(Cinema, Market), "--max", "600"]);

        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.Contains("ledger rate agree", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quote_WhileTheRateIsPaused_IsShownAskedForAndKept()
    {
        await AgreeAsync(Cafe, Cinema, Terms("2", "3"));
        await MintAsync(Cinema, await TreasuryOfAsync(Cinema), "10000");
        var ada = await CustomerAsync("ada", Cafe, "300");
        string[] exchange = ["wallet", "exchange", "300", Cafe.Token.ToString(), Cinema.Token.ToString(), "--wallet", network.PathOf("ada.key")];

        var quoted = await ReadAsync(ExitCode.Done, Quote(ada, "300", Cafe, Cinema));
        await ReadAsync(ExitCode.Done, Pause("pause", Cafe, Cinema));
        var unquoted = await ReadAsync(ExitCode.Rejected, [.. exchange, "--yes"]);
        exchange = [.. exchange, "--quote", (string)quoted["quote"]!];
        var declined = await network.AnswerAsync("n", exchange);
        var accepted = await network.AnswerAsync("y", exchange);
        await ReadAsync(ExitCode.Done, Pause("resume", Cafe, Cinema));

        Assert.Equal(("200", "2 REELS for 3 BEANS"), ((string?)quoted["arrives"], (string?)quoted["rate"]));
        Assert.Equal("RATE_PAUSED", (string?)unquoted["reason"]);
        Assert.False(unquoted.AsObject().ContainsKey("transaction"));
        Assert.Equal((ExitCode.Rejected, ""), (declined.Code, declined.Output));
        Assert.Contains("Nothing was signed.", declined.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, accepted.Code);
        foreach (var shown in new[] { "at 2 REELS for 3 BEANS", "Arrives: 200 REELS, good until", "The quote is firm until" })
            Assert.Contains(shown, accepted.Errors, StringComparison.Ordinal);
        Assert.Equal("200", await SpendableAsync("ada", Cinema));
    }

    [Fact]
    public async Task Exchange_BeyondALimit_SaysThatItWouldFailAndSendsNothing()
    {
        await AgreeAsync(Market, Cinema, Terms("1", "1", position: "100"));
        await MintAsync(Cinema, await TreasuryOfAsync(Cinema), "10000");
        await CustomerAsync("ben", Market, "300");
        string[] exchange = ["wallet", "exchange", "60", Market.Token.ToString(), Cinema.Token.ToString(), "--wallet", network.PathOf("ben.key"), "--yes"];

        var first = await ReadAsync(ExitCode.Done, exchange);
        var second = await ReadAsync(ExitCode.Rejected, exchange);
        var history = await ReadAsync(ExitCode.Done, "wallet", "history", "--wallet", network.PathOf("ben.key"));
        var events = await network.RunAsync(
            "events", "follow", "--from-height", first["height"]!.ToString(), "--count", "1", "--wallet", network.PathOf("ben.key"));

        Assert.Equal("succeeded", (string?)first["result"]);
        Assert.Equal(("would fail, nothing was sent", "LIMIT_POSITION"), ((string?)second["result"], (string?)second["reason"]));
        Assert.Equal("FRESH REELS", (string?)second["tokens"]);
        Assert.Equal(2, history.AsArray().Count);
        Assert.Contains("the position of FRESH for REELS reached 50 % of its limit", events.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hold_CapturedInPart_GivesTheRestBackAndIsGone()
    {
        await CustomerAsync("dan", Airline, "100");
        var shop = await CustomerAsync("shop", Airline, "10");
        var miles = Airline.Token.ToString();

        var held = await ReadAsync(
            ExitCode.Done, "wallet", "hold", shop, "80", miles, "--minutes", "30", "--wallet", network.PathOf("dan.key"));
        var open = await ReadAsync(ExitCode.Done, "wallet", "show", "--holds", "--wallet", network.PathOf("dan.key"));
        var hold = (string)held["hold"]!;
        string[] capture = ["wallet", "capture", hold, "50", miles, "--wallet", network.PathOf("shop.key")];
        await ReadAsync(ExitCode.Done, capture);
        var again = await ReadAsync(ExitCode.Rejected, capture);
        var released = await ReadAsync(ExitCode.Rejected, "wallet", "release", hold, "--wallet", network.PathOf("shop.key"));
        var left = await ReadAsync(ExitCode.Done, "wallet", "show", "--holds", "--wallet", network.PathOf("dan.key"));

        Assert.Equal(hold, (string?)Assert.Single(open.AsArray())!["hold"]);
        Assert.Equal(("HOLD_CAPTURED", "HOLD_CAPTURED"), ((string?)again["reason"], (string?)released["reason"]));
        Assert.Empty(left.AsArray());
        Assert.Equal("50", await SpendableAsync("dan", Airline));
        Assert.Equal("60", await SpendableAsync("shop", Airline));
    }

    [Fact]
    public async Task Agreement_ThatClosesACycle_NamesItBeforeAndAfterItIsSent()
    {
        await AgreeAsync(Market, Cafe, Terms("1", "1"));
        string[] back = [.. Agree(Cafe, Market), .. Terms("2", "1")];

        var tried = await ReadAsync(ExitCode.Rejected, [.. back, "--dry-run"]);
        var sent = await ReadAsync(ExitCode.Rejected, "tx", "submit", await BothSignAsync(Market, back));

        foreach (var failed in new[] { tried, sent })
        {
            Assert.Equal("RATE_CYCLE", (string?)failed["reason"]);
            Assert.Equal("BEANS > FRESH > BEANS", (string?)failed["tokens"]);
        }
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task Reports_OfOneHeightFromTwoNodes_AreTheSameBytes(string format)
    {
        await AgreeAsync(Airline, Market, Terms("1", "2"));
        await MintAsync(Market, await TreasuryOfAsync(Market), "10000");
        var customer = await CustomerAsync($"reader-{format}", Airline, "40");
        await ReadAsync(ExitCode.Done, Quote(customer, "10", Airline, Market));
        var exchanged = await ReadAsync(
            ExitCode.Done,
            "wallet",
            "exchange",
            "30",
            Airline.Token.ToString(),
            Market.Token.ToString(),
            "--yes",
            "--wallet",
            network.PathOf($"reader-{format}.key"));
        var height = exchanged["height"]!.ToString();

        foreach (var report in new[] { "positions", "positions --changes", "corridors", "corridors --accounts" })
        {
            string[] ask = ["report", .. report.Split(' '), "--height", height, "--output", format, "--certificate", network.Folder.AuditorCertificate];
            var one = await network.RunAsync([.. ask, "--node", "0"]);
            var other = await network.RunAsync([.. ask, "--node", "3"]);

            Assert.Equal((ExitCode.Done, ExitCode.Done), (one.Code, other.Code));
            Assert.Equal(one.Output, other.Output);
            Assert.Contains("MILES", one.Output, StringComparison.Ordinal);
        }
    }

    private static string[] Terms(string taken, string given, string position = "50000") =>
    [
        "--rate", taken, given, "--min", "1", "--max", "500", "--corridor", "100000", "--per-account", "5000", "--position", position,
    ];

    private string[] Agree(Company given, Company taken) =>
        ["rate", "agree", given.Token.ToString(), taken.Token.ToString(), "--wallet", network.Folder.IssuingKeyOf(given)];

    private string[] Amend(Company given, Company taken) =>
        ["rate", "amend", given.Token.ToString(), taken.Token.ToString(), "--wallet", network.Folder.IssuingKeyOf(taken)];

    private string[] Pause(string verb, Company given, Company taken) =>
    [
        "rate", verb, given.Token.ToString(), taken.Token.ToString(), "--member", $"{taken.Index}",
        "--wallet", network.Folder.IssuingKeyOf(taken),
    ];

    private string[] Quote(string account, string amount, Company given, Company taken) =>
    [
        "rate", "quote", account, amount, given.Token.ToString(), taken.Token.ToString(), "--node", $"{taken.Index}",
        "--certificate", network.Folder.IssuerCertificateOf(taken),
    ];

    /// <summary>Once for all tests of the network.</summary>
    private async Task AgreeAsync(Company given, Company taken, string[] terms)
    {
        var standing = await ReadAsync(
            ExitCode.Done, "rate", "show", "--given", given.Token.ToString(), "--taken", taken.Token.ToString());
        if (standing.AsArray().Count == 0)
            await ReadAsync(ExitCode.Done, "tx", "submit", await BothSignAsync(taken, [.. Agree(given, taken), .. terms]));
    }

    /// <summary>A file with what the first company offers, signed by the other one too.</summary>
    private async Task<string> BothSignAsync(Company other, string[] offer)
    {
        var file = network.PathOf($"{Guid.NewGuid():N}.hex");
        var offered = await network.RunAsync(offer);
        Assert.True(offered.Code == ExitCode.Done, offered.Errors);
        await File.WriteAllTextAsync(file, offered.Output);
        var signed = await network.RunAsync("tx", "sign", file, "--wallet", network.Folder.IssuingKeyOf(other));
        Assert.True(signed.Code == ExitCode.Done, signed.Errors);
        await File.WriteAllTextAsync(file, signed.Output);
        return file;
    }

    private async Task<JsonNode> TermsOfAsync(Company given, Company taken)
    {
        var rates = await ReadAsync(
            ExitCode.Done, "rate", "show", "--terms", "--given", given.Token.ToString(), "--taken", taken.Token.ToString());
        return Assert.Single(rates.AsArray())!;
    }

    private async Task<string> CustomerAsync(string name, Company company, string amount)
    {
        var account = await network.NewWalletAsync(name);
        await MintAsync(company, account, amount);
        return account;
    }

    private Task<JsonNode> MintAsync(Company company, string to, string amount) => ReadAsync(
        ExitCode.Done,
        "token",
        "mint",
        to,
        amount,
        company.Token.ToString(),
        "--node",
        $"{company.Index}",
        "--certificate",
        network.Folder.IssuerCertificateOf(company));

    private async Task<string> TreasuryOfAsync(Company company) =>
        (string)(await ReadAsync(ExitCode.Done, "token", "show", company.Token.ToString()))["treasuryAccount"]!;

    private async Task<string?> SpendableAsync(string name, Company company)
    {
        var balances = await ReadAsync(ExitCode.Done, "wallet", "show", "--wallet", network.PathOf($"{name}.key"));
        var balance = balances.AsArray().Single(each => company.Token.ToString().Equals((string?)each!["token"], StringComparison.Ordinal));
        return (string?)balance!["spendable"];
    }

    private Task<JsonNode> ReadAsync(ExitCode expected, params string[] arguments) => network.ReadAsync(expected, arguments);
}
