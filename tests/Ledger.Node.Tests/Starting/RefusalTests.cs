using System.Net;
using System.Net.Sockets;
using Ledger.Cryptography;
using Ledger.Devnet;
using Ledger.Node.Starting;

namespace Ledger.Node.Tests.Starting;

/// <summary>
/// A node that is not set up right says what is wrong, and what to do, before it serves or signs anything.
/// </summary>
public sealed class RefusalTests : IClassFixture<RefusalTests.TwoNetworks>
{
    private const int FormatOffset = 7, FormatCopyOffset = 4096 + FormatOffset;

    private static readonly Company Airline = Company.All[0], Cafe = Company.All[1];

    private readonly TwoNetworks _networks;

    public RefusalTests(TwoNetworks networks)
    {
        _networks = networks;
        if (Directory.Exists(DataOf(Airline)))
            Directory.Delete(DataOf(Airline), recursive: true);
    }

    private NetworkFolder Own => _networks.Own;

    [Theory]
    [InlineData("consensus.key")]
    [InlineData("consensus.signer")]
    [InlineData("tls.key")]
    [InlineData("issuing.key")]
    public async Task Start_WithAFileOfKeysThatOthersMayRead_SaysHowToCloseIt(string name)
    {
        var file = Path.Combine(KeysOf(Airline), name);
        var mode = File.GetUnixFileMode(file);
        File.SetUnixFileMode(file, mode | UnixFileMode.GroupRead);

        var ended = await StartAsync();

        File.SetUnixFileMode(file, mode);
        ended.AssertRefused($"{file}: may be used by others than its owner (mode 0640). Run: chmod 0600 '{file}'");
    }

    [Fact]
    public async Task Start_WithAPasswordThatOthersMayRead_SaysHowToCloseIt()
    {
        File.SetUnixFileMode(Own.PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var ended = await StartAsync();

        File.SetUnixFileMode(Own.PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        ended.AssertRefused($"Run: chmod 0600 '{Own.PasswordFile}'");
    }

    [Fact]
    public async Task Start_WithTheTlsKeyOfAnother_SaysWhichPinTheRegistryHas() => await WithFileAsync(
        Path.Combine(KeysOf(Airline), "tls.key"),
        Path.Combine(KeysOf(Cafe), "tls.key"),
        async () =>
        {
            var registry = Own.ReadGenesis().Members;

            var ended = await StartAsync();

            ended.AssertRefused(
                $"The TLS key has the pin {registry[1].TlsKeyHash}, but the registry pins {registry[0].TlsKeyHash} "
                + $"for {Airline.Name}: put the right tls.key into {KeysOf(Airline)}.");
        });

    [Fact]
    public async Task Start_WithTheGenesisOfAnotherNetwork_SaysThatTheKeyIsNotInIt() => await WithFileAsync(
        Own.GenesisFile,
        _networks.Other.GenesisFile,
        async () =>
        {
            var ended = await StartAsync();

            ended.AssertRefused(Own.GenesisFile, "has this node's consensus key");
        });

    [Fact]
    public async Task Check_OfASoundNode_SaysWhoseItIs()
    {
        var ended = await CheckAsync();

        Assert.Equal((NodeProgram.Done, ""), (ended.Code, ended.Errors));
        Assert.Contains(
            $"appsettings.json is in order, and so are genesis and key files, as far as they say without the password: the node of {Airline.Name}.",
            ended.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WithTheGenesisOfAnotherNetwork_SaysThatTheKeyIsNotInIt() => await WithFileAsync(
        Own.GenesisFile,
        _networks.Other.GenesisFile,
        async () => (await CheckAsync()).AssertRefused(Own.GenesisFile, "has this node's consensus key"));

    [Fact]
    public async Task Check_WithTheTlsKeyOfAnotherAndAPasswordThatOthersMayRead_SaysBoth() => await WithFileAsync(
        Path.Combine(KeysOf(Airline), "tls.key"),
        Path.Combine(KeysOf(Cafe), "tls.key"),
        async () =>
        {
            File.SetUnixFileMode(Own.PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

            var ended = await CheckAsync();

            File.SetUnixFileMode(Own.PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            ended.AssertRefused(
                $"for {Airline.Name}: put the right tls.key into {KeysOf(Airline)}.", $"Run: chmod 0600 '{Own.PasswordFile}'");
        });

    [Fact]
    public async Task Check_WithAKeyForAnotherPurpose_NamesBoth() => await WithFileAsync(
        Path.Combine(KeysOf(Airline), "consensus.key"),
        Path.Combine(KeysOf(Airline), "issuing.key"),
        async () => (await CheckAsync()).AssertRefused("consensus.key: is a key for 'issuing'."));

    [Fact]
    public async Task Start_WithDataOfAnotherNetwork_SaysWhoseTheyAre()
    {
        // The same companies with the same keys began a second network.
        var text = await File.ReadAllTextAsync(Own.GenesisFile);
        var second = Path.Combine(Own.Path, "second.json");
        await File.WriteAllTextAsync(second, text.Replace("\"devnet\"", "\"second\"", StringComparison.Ordinal));
        Begin(second, KeyOf(Airline));

        var ended = await StartAsync();

        ended.AssertRefused($"{DataOf(Airline)}/chain belongs to network ", $"not to {Own.ReadGenesis().Id}.");
    }

    [Fact]
    public async Task Start_WithDataOfAnotherNode_SaysWhoseTheyAre()
    {
        Begin(Own.GenesisFile, KeyOf(Cafe));

        var ended = await StartAsync();

        ended.AssertRefused($"{DataOf(Airline)}/chain belongs to node {KeyOf(Cafe)}, not to {KeyOf(Airline)}.");
    }

    [Fact]
    public async Task Start_WithAJournalOfAnotherFormat_SaysWhich()
    {
        Begin(Own.GenesisFile, KeyOf(Airline));
        var journal = Directory.GetFiles(Path.Combine(DataOf(Airline), "journal")).Single();
        await using (var stream = new FileStream(journal, FileMode.Open, FileAccess.Write))
        {
            foreach (var offset in (int[])[FormatOffset, FormatCopyOffset])
            {
                stream.Position = offset;
                stream.WriteByte(9);
            }
        }

        var ended = await StartAsync();

        ended.AssertRefused($"{DataOf(Airline)}/journal has journal format 9");
    }

    [Fact]
    public async Task Start_WithDataThatAnotherNodeUses_SaysSo()
    {
        using var other = NodeFiles.Open(Own.GenesisFile, DataOf(Airline), KeyOf(Airline));

        var ended = await StartAsync();

        ended.AssertRefused($"{DataOf(Airline)}/chain is in use: another node runs with this data.");
    }

    [Fact]
    public async Task Start_OnAnAddressThatIsTaken_NamesIt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, Own.Ports.OfPeers(Airline));
        listener.Start();

        var ended = await StartAsync();

        Assert.Equal(NodeProgram.Failed, ended.Code);
        var address = $"127.0.0.1:{Own.Ports.OfPeers(Airline)}";
        Assert.Contains($"{address}: address already in use", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Node__PeerListen", "203.0.113.7:7000", "Node:PeerListen: this machine cannot listen on 203.0.113.7:7000: ")]
    [InlineData("Node__ApiListen", "203.0.113.7:7001", "Node:ApiListen: this machine cannot listen on 203.0.113.7:7001: ")]
    public async Task Start_OnAnAddressOfAnotherMachine_NamesItAndItsOption(string option, string address, string words)
    {
        var ended = await StartAsync((option, address));

        ended.AssertRefused(words);
    }

    /// <summary>The socket of an earlier run is removed; a file that somebody mistook for it is not.</summary>
    [Fact]
    public async Task Start_WithAFileInPlaceOfTheSocket_LeavesItAlone()
    {
        var file = Path.Combine(Own.Path, "precious");
        await File.WriteAllTextAsync(file, "content");

        var ended = await StartAsync(("Node__AdminSocket", file));

        ended.AssertRefused($"Node:AdminSocket: {file} is a file and no socket");
        Assert.Equal("content", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Start_WithASocketOfTooLongAPath_SaysHowLongItMayBe()
    {
        var ended = await StartAsync(("Node__AdminSocket", Path.Combine(Own.Path, new string('x', 108))));

        ended.AssertRefused("Node:AdminSocket: ", "has more than 107 bytes");
    }

    [Fact]
    public async Task Start_WithoutTheRecordOfWhatTheKeySigned_SaysToRejoinAndToMakeNone()
    {
        var (record, away) = (Path.Combine(KeysOf(Airline), "consensus.signer"), Path.Combine(KeysOf(Airline), "away"));
        File.Move(record, away);

        var ended = await StartAsync();

        File.Move(away, record);
        ended.AssertRefused($"{record}: does not exist. If it was lost, start with --rejoin: make none, and put no old copy back.");
    }

    private Task<NodeProgram.Ended> StartAsync(params (string Option, string Value)[] options) => NodeProgram.RunAsync(
        ["--config", Own.ConfigurationOf(Airline)], [.. options.Select(option => ($"LEDGER_{option.Option}", option.Value))]);

    private Task<NodeProgram.Ended> CheckAsync() => NodeProgram.RunAsync("--config", Own.ConfigurationOf(Airline), "--check");

    private string DataOf(Company company) => Path.Combine(Own.FolderOf(company), "data");

    private string KeysOf(Company company) => Path.Combine(Own.FolderOf(company), "keys");

    private Digest KeyOf(Company company) => Own.ReadGenesis().Members[company.Index].ValidatorKey;

    /// <summary>Begins data where the airline's node will look for them.</summary>
    private void Begin(string genesis, Digest key) => NodeFiles.Open(genesis, DataOf(Airline), key).Dispose();

    /// <summary>With another file in this one's place for as long as it takes.</summary>
    private static async Task WithFileAsync(string file, string other, Func<Task> action)
    {
        var own = await File.ReadAllBytesAsync(file);
        try
        {
            await File.WriteAllBytesAsync(file, await File.ReadAllBytesAsync(other));
            await action();
        }
        finally
        {
            await File.WriteAllBytesAsync(file, own);
        }
    }

    /// <summary>Files of two networks, none of which runs.</summary>
    public sealed class TwoNetworks : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public TwoNetworks()
        {
            var (offset, now) = (FreePorts.FindOffset(), DateTimeOffset.UtcNow);
            Own = NetworkFolder.OpenOrCreate(_folder["own"], offset, now);
            Other = NetworkFolder.OpenOrCreate(_folder["other"], offset, now);
        }

        public NetworkFolder Own { get; }

        public NetworkFolder Other { get; }

        public void Dispose() => _folder.Dispose();
    }
}
