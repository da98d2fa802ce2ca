using System.Collections.Immutable;
using Ledger.Client;
using Ledger.Contracts.V1;
using Ledger.Model.Values;

namespace Ledger.Devnet.Bench;

/// <summary>Measures a network of four that agrees: makes accounts, signs ahead, sends, and reads the chain.</summary>
/// <param name="notes">For whoever watches.</param>
public sealed class BenchRun(LocalNetwork network, BenchPlan plan, TextWriter notes)
{
    private const int VerificationsMax = 8_000;

    /// <summary>Long enough for a million accounts.</summary>
    private static readonly TimeSpan PreparationTimeout = TimeSpan.FromMinutes(30);

    private readonly NetworkFolder _folder = network.Folder;

    /// <exception cref="ShowEndedException">The accounts could not be funded.</exception>
    public async Task<BenchResult> RunAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PreparationTimeout + plan.WarmUp + plan.Duration);
        using var connections = new LoadConnections(_folder, plan.Connections);
        var transfers = await PrepareAsync(connections, patience.Token);
        var verification = VerificationCost.Measure(
            _folder.ReadGenesis(), transfers.AsSpan(0, Math.Min(transfers.Length, VerificationsMax)));
        var before = await StatusAsync(patience.Token);
        var diskBefore = DiskBytes();

        var seconds = (plan.WarmUp + plan.Duration).TotalSeconds;
        await notes.WriteLineAsync($"Sending {plan.Rate:0.#} a second for {seconds:0} s…");
        var loop = new OpenLoop(
            plan,
            (connection, number) => connections.SendAsync(connection, transfers[number], patience.Token),
            TimeProvider.System);
        var measuring = MeasureAsync(patience.Token);
        await loop.RunAsync(patience.Token);
        var measured = await measuring;

        var after = await StatusAsync(patience.Token);
        var chain = new ChainCount(measured.From, measured.Until);
        await chain.ReadAsync(network.ClientOf(Company.All[0]).Chain, before.Height, after.Height, patience.Token);
        return new(
            after.Version,
            DateTimeOffset.UtcNow,
            Environment.ProcessorCount,
            Company.All.Count,
            plan.Rate,
            (measured.Until.Milliseconds - measured.From.Milliseconds) / 1e3,
            plan.Connections,
            plan.Accounts,
            chain.Succeeded,
            chain.Failed,
            chain.Blocks,
            chain.LargestBlock,
            loop.Tally.Unsent,
            loop.Tally.Troubles,
            LatencySummary.Of(loop.Latencies),
            measured.Processes,
            verification.TotalMicroseconds,
            transfers.Average(transfer => transfer.Length),
            chain.Transactions == 0 ? 0 : (DiskBytes() - diskBefore) / (double)chain.Transactions);
    }

    /// <summary>Funds accounts, lets the ledger learn their policies, and signs what will be sent.</summary>
    private async Task<ReadOnlyMemory<byte>[]> PrepareAsync(
        LoadConnections connections, CancellationToken cancellationToken)
    {
        await notes.WriteLineAsync($"Making and funding {plan.Accounts} accounts…");
        using var accounts = new LoadAccounts(_folder, plan.Accounts);
        using var issuer = new CompanyDesk(_folder, Company.All[0]);
        var unitsEach = 1 + ((ulong)plan.Transactions / (ulong)plan.Accounts) + 1;
        var funding = new List<ReadOnlyMemory<byte>>();
        foreach (var operations in accounts.Funding(unitsEach))
            funding.Add((await issuer.SignAsync(operations)).Bytes);
        await SendAllAsync(connections, [.. funding], cancellationToken);
        await SendAllAsync(connections, accounts.SignIntroductions(), cancellationToken);
        await notes.WriteLineAsync($"Signing {plan.Transactions} transfers…");
        return accounts.SignTransfers(plan.Transactions);
    }

    private async Task SendAllAsync(
        LoadConnections connections, ReadOnlyMemory<byte>[] transactions, CancellationToken cancellationToken)
    {
        var tally = new LoadTally();
        var next = -1;
        async Task WorkAsync(int connection)
        {
            while (Interlocked.Increment(ref next) is var number && number < transactions.Length)
                tally.Add(await connections.SendAsync(connection, transactions[number], cancellationToken));
        }

        await Task.WhenAll(Enumerable.Range(0, plan.Connections * plan.InFlightMax)
            .Select(worker => WorkAsync(worker % plan.Connections)));
        if (tally.Troubles.Count > 0)
            throw new ShowEndedException($"The accounts could not be prepared: {tally.Troubles.Keys.First()}");
    }

    /// <summary>What the processes use from the end of the warm-up to the end of the load.</summary>
    private async Task<Measured> MeasureAsync(CancellationToken cancellationToken)
    {
        (string Name, int Process)[] processes =
            [.. Company.All.Select(company => (company.Name, ProcessOf(company))), ("load", Environment.ProcessId)];
        await Task.Delay(plan.WarmUp, cancellationToken);
        var from = Now();
        var before = Array.ConvertAll(processes, process => ProcessUsage.Read(process.Process));
        await Task.Delay(plan.Duration, cancellationToken);
        var until = Now();
        var summaries = processes.Zip(before, (process, earlier) =>
        {
            const double MiB = 1024 * 1024;
            var usage = ProcessUsage.Read(process.Process);
            return new ProcessSummary(
                process.Name, (usage.Cpu - earlier.Cpu).TotalSeconds, usage.Memory / MiB, usage.MemoryPeak / MiB);
        });
        return new(from, until, [.. summaries]);
    }

    private int ProcessOf(Company company) => ProcessUsage.FindNode(_folder.ConfigurationOf(company))
        ?? throw new ShowEndedException($"The node of {company.Name} does not run on this machine, or has ended.");

    private async Task<GetStatusResponse> StatusAsync(CancellationToken cancellationToken) =>
        await network.ClientOf(Company.All[0]).Chain.GetStatusAsync(new(), cancellationToken: cancellationToken);

    private long DiskBytes()
    {
        var data = new DirectoryInfo(Path.Combine(_folder.FolderOf(Company.All[0]), "data"));
        return data.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);
    }

    private static Timestamp Now() => DateTimeOffset.UtcNow.ToTimestamp();

    private sealed record Measured(Timestamp From, Timestamp Until, ImmutableArray<ProcessSummary> Processes);
}
