using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Ledger.Client;
using Ledger.Cryptography;
using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Loads;
using Ledger.EndToEnd.Tests.Networks;
using Ledger.EndToEnd.Tests.Records;
using Ledger.Model.Transactions;
using Customer = Ledger.EndToEnd.Tests.Loads.Customer;

namespace Ledger.EndToEnd.Tests.Campaigns;

/// <summary>
/// Damages one file of a stopped node at a time and starts it. It has to reach the head of the others, or to end with
/// words that name the file or its folder; a stack trace or an abort is a fault.
/// </summary>
internal sealed partial class DamageCampaign(TestNetwork network, Random random, TextWriter output)
{
    /// <summary>
    /// Payments before each start, so that there is something to catch up with and something to lose.
    /// </summary>
    private const int PaymentsEachRound = 3;

    private static readonly Company Victim = Company.All[3];

    private static readonly Digest Order = new(new byte[Digest.Size]);

    private readonly Customer _payer = new();
    private readonly Customer _payee = new();
    private readonly Dictionary<string, DamageCount> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    public async Task RunAsync(int count)
    {
        await PrepareAsync();
        for (var round = 1; round <= count; round++)
        {
            await network.StopAsync([Victim]);
            var damage = Choose();
            await output.WriteLineAsync($"{round,4}  {damage}: {await InflictAsync(damage)}");
        }

        network.Nodes.Start(Victim);
        await output.WriteLineAsync(await Promises.CheckAsync(network, new Dictionary<Google.Protobuf.ByteString, Contracts.V1.Outcome>()));
        foreach (var (kind, counted) in _counts.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            await output.WriteLineAsync($"{kind}: {counted}");
        Assert.Empty(_faults);
    }

    /// <summary>So that there is one of every kind of file, tables and the record of daily caps included.</summary>
    private async Task PrepareAsync()
    {
        using (var airline = new CompanyDesk(network.Folder, Company.All[0]))
            await SendAsync((await airline.MintAsync(_payer.Account, 1_000_000)).Bytes.ToArray());
        using var identity = X509Certificate2.CreateFromPemFile(network.Folder.IssuerCertificateOf(Victim));
        using var shop = new LedgerClient(
            network.Folder.ReadNetwork() with { Nodes = [network.Folder.ApiOf(Victim)] }, new() { Identity = identity });
        var minted = await shop.Issuer.MintAsync(_payer.Account, Victim.Token, new(1), MintReason.Purchase, Order);
        Assert.Null(minted.Error);
    }

    private Damage Choose()
    {
        var folder = network.Folder.FolderOf(Victim);
        string[] files =
        [
            .. Directory.GetFiles(Path.Combine(folder, "data"), "*", SearchOption.AllDirectories),
            .. Directory.GetFiles(Path.Combine(folder, "keys")),
            network.Folder.ConfigurationOf(Victim),
            network.Folder.GenesisFile,
            network.Folder.AuthorityCertificate,
        ];

        // Each kind of file as often as any other: there are many tables. RocksDB's lock is empty.
        var kinds = files.Where(file => new FileInfo(file).Length > 0).GroupBy(KindOf, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        var chosen = kinds[random.Next(kinds.Length)].Order(StringComparer.Ordinal).ToArray();
        var kind = random.Next(10) switch { < 6 => DamageKind.Flip, < 9 => DamageKind.Cut, _ => DamageKind.Removal };
        return Damage.Draw(chosen[random.Next(chosen.Length)], kind, random);
    }

    private async Task<string> InflictAsync(Damage damage)
    {
        ulong head = 0;
        for (var payment = 0; payment < PaymentsEachRound; payment++)
            head = await SendAsync(_payer.Transfer(network.Genesis, _payee.Account, Company.All[0].Token, 1));
        var said = network.LogOf(Victim).Length;
        damage.Apply();
        network.Nodes.Start(Victim);
        await Patience.UntilAsync(
            $"the node ends or reaches height {head} after {damage}",
            () => Task.FromResult(network.Nodes.ProcessOf(Victim).HasExited || HasArrived(damage, network.LogOf(Victim)[said..], head)));
        var hasEnded = network.Nodes.ProcessOf(Victim).HasExited;
        await network.StopAsync([Victim]);
        damage.TakeBack();
        return Judge(damage, hasEnded, network.LogOf(Victim)[said..]);
    }

    /// <summary>
    /// A configuration with another letter in it is another one that somebody may have meant: enough that the node says
    /// where it listens.
    /// </summary>
    private bool HasArrived(Damage damage, string log, ulong head) =>
        damage.Path.Equals(network.Folder.ConfigurationOf(Victim), StringComparison.Ordinal)
            ? log.Contains("Listening: ", StringComparison.Ordinal)
            : Heights().Matches(log).Any(match =>
                ulong.Parse(match.Groups["height"].ValueSpan, CultureInfo.InvariantCulture) >= head);

    private string Judge(Damage damage, bool hasEnded, string log)
    {
        var (code, count) = (network.Nodes.ProcessOf(Victim).ExitCode, CountOf(damage));
        var folder = Path.GetDirectoryName(damage.Path)!;
        if (!hasEnded)
        {
            var isSaid = Findings().IsMatch(log);
            (count.Said, count.Silent) = isSaid ? (count.Said + 1, count.Silent) : (count.Said, count.Silent + 1);
            return isSaid ? "went on, and said so" : "went on";
        }

        var isNamed = log.Contains(Path.GetFileName(damage.Path), StringComparison.Ordinal)
            || log.Contains(folder, StringComparison.Ordinal);
        if (code == 1 && isNamed && !log.Contains("   at ", StringComparison.Ordinal))
        {
            count.Refused++;
            return $"refused: {log.Trim()}";
        }

        count.Faults++;
        _faults.Add($"{damage}: ended with {code}: {log}");
        return $"FAULT, ended with {code}: {log}";
    }

    private DamageCount CountOf(Damage damage)
    {
        var kind = KindOf(damage.Path);
        if (!_counts.TryGetValue(kind, out var count))
            _counts[kind] = count = new();
        return count;
    }

    private async Task<ulong> SendAsync(byte[] transaction) =>
        (await new Sender(network).SendAsync(transaction, Company.All[0].Index, CancellationToken.None)).Height;

    private static string KindOf(string path) => Numbers().Replace(Path.GetFileName(path), "N");

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex("(Height |the chain is at height )(?<height>[0-9]+)( is final|\\.)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heights();

    [GeneratedRegex("At opening: |does not vote until it has rejoined|follows and does not vote", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Findings();

    private sealed class DamageCount
    {
        public int Refused { get; set; }

        public int Said { get; set; }

        public int Silent { get; set; }

        public int Faults { get; set; }

        public override string ToString() =>
            $"{Refused} refused with the file named, {Said} went on and said what was found, {Silent} went on, {Faults} faults";
    }
}
