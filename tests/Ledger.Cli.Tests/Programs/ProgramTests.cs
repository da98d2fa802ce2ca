using System.Text.Json.Nodes;
using Ledger.Devnet;

namespace Ledger.Cli.Tests.Programs;

/// <summary>The program against a running network: what it prints for scripts, and how it ends.</summary>
public sealed class ProgramTests(RunningNetwork network) : IClassFixture<RunningNetwork>
{
    private static readonly Company Airline = Company.All[0];

    [Fact]
    public async Task Points_FromTheIssuerToAWalletAndOn_MoveAsSaid()
    {
        var ada = await NewWalletAsync("ada");
        var ben = await NewWalletAsync("ben");

        var minted = await RunAsync(
            ExitCode.Done,
            "token", "mint", ada, "500", "MILES", "--node", "0", "--certificate", network.Folder.IssuerCertificateOf(Airline));
        var tried = await RunAsync(ExitCode.Done, "wallet", "pay", ben, "120", "MILES", "--wallet", KeyOf("ada"), "--dry-run");
        var paid = await RunAsync(ExitCode.Done, "wallet", "pay", ben, "120", "MILES", "--wallet", KeyOf("ada"));
        var shown = await RunAsync(ExitCode.Done, "wallet", "show", "--wallet", KeyOf("ben"));
        var history = await RunAsync(ExitCode.Done, "wallet", "history", "--wallet", KeyOf("ada"));

        Assert.Equal("succeeded", (string?)minted["result"]);
        Assert.NotNull(tried);
        Assert.Equal("succeeded", (string?)paid["result"]);
        Assert.Equal("120", (string?)Assert.Single(shown.AsArray())!["spendable"]);
        Assert.Equal(2, history.AsArray().Count);
    }

    [Fact]
    public async Task Wallet_WhoseFileIsThere_IsNeverReplacedAndTakenOnlyOnRequest()
    {
        var gus = await network.NewWalletAsync("gus");
        var file = await File.ReadAllBytesAsync(network.PathOf("gus.key"));

        var refused = await network.RunAsync("wallet", "new", "--wallet", network.PathOf("gus.key"));
        var taken = await network.ReadAsync(
            ExitCode.Done, "wallet", "new", "--wallet", network.PathOf("gus.key"), "--if-absent");

        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("--if-absent", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(gus, (string?)taken["account"]);
        Assert.Equal(file, await File.ReadAllBytesAsync(network.PathOf("gus.key")));
    }

    [Fact]
    public async Task Payment_OfMoreThanThereIs_EndsAsRejectedWithItsReason()
    {
        var cem = await NewWalletAsync("cem");
        await RunAsync(
            ExitCode.Done,
            "token", "mint", cem, "10", "MILES", "--node", "0", "--certificate", network.Folder.IssuerCertificateOf(Airline));

        var ended = await RunAsync(
            ExitCode.Rejected, "wallet", "pay", await NewWalletAsync("dora"), "11", "MILES", "--wallet", KeyOf("cem"));

        Assert.Equal("BALANCE_INSUFFICIENT", (string?)ended["reason"]);
    }

    [Fact]
    public async Task Transaction_BuiltSignedAndSubmittedApart_IsFinalAndCanBeShown()
    {
        var eve = await NewWalletAsync("eve");
        await RunAsync(
            ExitCode.Done,
            "token", "mint", eve, "10", "MILES", "--node", "0", "--certificate", network.Folder.IssuerCertificateOf(Airline));
        var built = await network.RunAsync(
            "wallet", "pay", await NewWalletAsync("fay"), "1", "MILES", "--wallet", KeyOf("eve"), "--build-only");
        File.WriteAllText(network.PathOf("eve.unsigned"), built.Output);

        var signed = await network.RunAsync("tx", "sign", network.PathOf("eve.unsigned"), "--wallet", KeyOf("eve"));
        File.WriteAllText(network.PathOf("eve.tx"), signed.Output);
        var first = await RunAsync(ExitCode.Done, "tx", "submit", network.PathOf("eve.tx"));
        var second = await RunAsync(ExitCode.Done, "tx", "submit", network.PathOf("eve.tx"));
        var shown = await RunAsync(ExitCode.Done, "tx", "show", (string)first["transaction"]!);

        Assert.Equal(ExitCode.Done, built.Code);
        Assert.Equal(ExitCode.Done, signed.Code);
        Assert.Equal((ulong?)first["height"], (ulong?)second["height"]);
        Assert.Equal((ulong?)first["height"], (ulong?)shown["height"]);
    }

    [Fact]
    public async Task Operator_WhoAsksWhyNothingMoves_IsToldThatAllIsWell()
    {
        var ended = await network.RunAsync(
            "node", "why-stalled", "--node", "0", "--certificate", network.Folder.AdminCertificateOf(Airline));

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Contains("All is well", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operator_WhoHasAProgramAsk_GetsVerdictAndValidatorsInOneObject()
    {
        var report = await RunAsync(
            ExitCode.Done, "node", "why-stalled", "--node", "0", "--certificate", network.Folder.AdminCertificateOf(Airline));

        Assert.False((bool)report["stalled"]!);
        Assert.Contains("All is well", (string?)report["verdict"], StringComparison.Ordinal);
        Assert.Equal(Company.All.Count, report["validators"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("genesis.json", "genesis.json holds no certificate together with its unencrypted key")]
    [InlineData("ca.pem", "ca.pem holds no certificate together with its unencrypted key")]
    public async Task Certificate_ThatIsNone_EndsAsUsageAndNamesTheFile(string file, string words)
    {
        var ended = await network.RunAsync(
            "node", "status", "--certificate", Path.Combine(network.Folder.Path, file));

        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.Contains(words, ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Network_WhoseAuthorityIsNone_EndsAsUsageAndNamesTheFile()
    {
        var file = Path.Combine(network.Folder.Path, "strange.json");
        var strange = JsonNode.Parse(File.ReadAllText(network.Folder.NetworkFile))!;
        strange["authority"] = "genesis.json";
        File.WriteAllText(file, strange.ToJsonString());

        var ended = await network.RunAsync("token", "list", "--network", file);

        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.Contains("genesis.json holds no certificate in PEM", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operator_WhoAsksForEvidenceInAnHonestNetwork_IsToldThatThereIsNone()
    {
        var ended = await network.RunAsync(
            "node", "evidence", "--node", "0", "--certificate", network.Folder.AdminCertificateOf(Airline));

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Contains("No validator is known", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_OfAllFourNodes_EndsWithNothingWrong()
    {
        var report = await RunAsync(
            ExitCode.Done,
            "audit", "verify", "--genesis", network.Folder.GenesisFile, "--certificate", network.Folder.AuditorCertificate);

        Assert.Equal("verified", (string?)report["result"]);
        Assert.Equal(Company.All.Count, report["copies"]!.AsArray().Count);
    }

    /// <summary>The node makes the transaction and sends it: there is nothing to try or to print first.</summary>
    [Theory]
    [InlineData("--dry-run")]
    [InlineData("--build-only")]
    public async Task Mint_ThatIsOnlyToBeTried_IsNotOrderedOfANode(string option)
    {
        var hal = await NewWalletAsync($"hal{option}");

        var ended = await network.RunAsync(
            "token", "mint", hal, "500", "MILES", "--node", "0", "--certificate", network.Folder.IssuerCertificateOf(Airline), option);
        var shown = await RunAsync(ExitCode.Done, "wallet", "show", "--wallet", KeyOf($"hal{option}"));

        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.Contains(option, ended.Errors, StringComparison.Ordinal);
        Assert.Empty(shown.AsArray());
    }

    /// <summary>Who has exported a wallet for other commands means the certificate that the command names.</summary>
    [Fact]
    public async Task Mint_WithACertificateBesideTheEnvironmentsWallet_IsTheNodes()
    {
        var jan = await NewWalletAsync("jan");

        var ended = await network.RunInShellAsync(
            $"LEDGER_WALLET='{KeyOf("jan")}' ledger token mint {jan} 7 MILES --node 0 "
            + $"--certificate '{network.Folder.IssuerCertificateOf(Airline)}' --output json");

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Equal("succeeded", (string?)JsonNode.Parse(ended.Output)!["result"]);
    }

    /// <summary>Asked of any, the same command would be refused three times of four.</summary>
    /// <summary>A shell waits for every part of a pipe: one that nobody reads from has to end by itself.</summary>
    [Fact]
    public async Task Events_ThatNobodyReadsAnyMore_End()
    {
        var ian = await NewWalletAsync("ian");
        await RunAsync(
            ExitCode.Done,
            "token", "mint", ian, "10", "MILES", "--node", "0", "--certificate", network.Folder.IssuerCertificateOf(Airline));

        var ended = await network.RunInShellAsync(
            $"(ledger events follow --from-height 0 --certificate '{network.Folder.AuditorCertificate}'; "
            + "echo \"ended with $?\" >&2) | head -n 0");

        Assert.Empty(ended.Output);
        Assert.Equal("ended with 0\n", ended.Errors);
    }

    [Fact]
    public async Task Audit_OfNoCopyThatCouldBeRead_ClaimsNothing()
    {
        var ended = await network.RunAsync(
            "audit", "verify", "--genesis", network.Folder.GenesisFile, "--archive", network.PathOf("missing.archive"));

        Assert.Equal(ExitCode.Unreachable, ended.Code);
        Assert.Contains("Not one block was verified.", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("every root", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node why-stalled")]
    [InlineData("node evidence")]
    [InlineData("token mint acc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq4u5c9n 1 MILES")]
    public async Task Command_ForOneNodeOnly_AsksWhichOne(string arguments)
    {
        var ended = await network.RunAsync(
            [.. arguments.Split(' '), "--certificate", network.Folder.AdminCertificateOf(Airline)]);

        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.Contains("Which node? Give --node", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_ThatAreMissing_AreNamedWithoutAPageOfHelp()
    {
        var ended = await network.RunAsync("wallet", "pay");

        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.Empty(ended.Output);
        Assert.Contains("Required argument 'amount' missing", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("ledger wallet pay --help", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wallet pay")]
    [InlineData("wallet fly")]
    [InlineData("tx show no-transaction")]
    [InlineData("node status --network no-such-file.json")]
    public async Task Command_ThatMakesNoSense_EndsAsUsageAndPrintsNoResult(string arguments)
    {
        var ended = await network.RunAsync(arguments.Split(' '));

        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.NotEmpty(ended.Errors);
    }

    [Theory]
    [InlineData("--fee-percent", "-1")]
    [InlineData("--fee-percent", "100")]
    [InlineData("--fee-percent", "0.00001")]
    [InlineData("--days", "0")]
    [InlineData("--days", "2000000000")]
    [InlineData("--notice-hours", "-5")]
    [InlineData("--notice-hours", "2161")]
    [InlineData("--valid-seconds", "-5")]
    [InlineData("--valid-seconds", "3601")]
    public async Task Terms_OutOfBounds_EndAsUsageAndNameTheOption(string option, string value)
    {
        await NewWalletAsync($"terms{option}{value}");
        string[] terms = ["--rate", "2", "3", "--min", "1", "--max", "5", "--corridor", "9", "--per-account", "9", "--position", "9"];

        var ended = await network.RunAsync(
            ["rate", "agree", "MILES", "REELS", .. terms, option, value, "--wallet", KeyOf($"terms{option}{value}")]);

        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.StartsWith(option, ended.Errors, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
    }

    [Fact]
    public async Task Network_ThatDoesNotAnswer_EndsAsUnreachable()
    {
        var away = JsonNode.Parse(File.ReadAllText(network.Folder.NetworkFile))!;
        away["nodes"] = new JsonArray($"https://127.0.0.1:{FreePorts.FindOffset()}");
        var file = Path.Combine(Path.GetDirectoryName(network.Folder.NetworkFile)!, "away.json");
        File.WriteAllText(file, away.ToJsonString());

        var ended = await network.RunAsync("token", "list", "--network", file);

        Assert.Equal(ExitCode.Unreachable, ended.Code);
    }

    private string KeyOf(string name) => network.PathOf($"{name}.key");

    private Task<string> NewWalletAsync(string name) => network.NewWalletAsync(name);

    private Task<JsonNode> RunAsync(ExitCode expected, params string[] arguments) => network.ReadAsync(expected, arguments);
}
