using Ledger.Contracts.V1;

namespace Ledger.Devnet.Bench;

/// <summary>Measures a network of four that agrees: makes accounts, signs ahead, sends, and reads the chain.</summary>
/// <param name="notes">For whoever watches.</param>
public sealed class BenchRun(LocalNetwork network, BenchPlan plan, TextWriter notes)
{
    private const int VerificationsMax = 8_000;

    /// <summary>Long enough for a million accounts.</summary>
    private static readonly TimeSpan PreparationTimeout = TimeSpan.FromMinutes(30);

    private readonly NetworkFolder _folder = network.Folder;

    /// <exception cref="ShowEndedException">
    /// The accounts could not be funded, or a node does not run on this machine.
    /// </exception>
    public async Task<BenchResult> RunAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PreparationTimeout + plan.WarmUp + plan.Duration);
        using var connections = new LoadConnections(_folder, plan.Connections);
        var transfers = await new LoadPreparation(_folder, plan, connections, notes).RunAsync(patience.Token);
        var verification = VerificationCost.Measure(
            _folder.ReadGenesis(), transfers.AsSpan(0, Math.Min(transfers.Length, VerificationsMax)));
        var before = await StatusAsync(patience.Token);
        var diskBefore = DiskBytes();

        var (load, measured) = await SendAsync(connections, transfers, patience.Token);

        var after = await StatusAsync(patience.Token);
        var chain = new ChainCount(measured.From, measured.Until);
        await chain.ReadAsync(network.ClientOf(Company.All[0]).Chain, before.Height, after.Height, patience.Token);
        var costs = new Costs(
            verification,
            transfers.Average(transfer => transfer.Length),
            chain.Transactions == 0 ? 0 : (DiskBytes() - diskBefore) / (double)chain.Transactions);
        return ResultOf(after.Version, load, measured, chain, costs);
    }

    private async Task<(OpenLoop Load, ProcessMeasurement Measured)> SendAsync(
        LoadConnections connections, ReadOnlyMemory<byte>[] transfers, CancellationToken cancellationToken)
    {
        var seconds = (plan.WarmUp + plan.Duration).TotalSeconds;
        await notes.WriteLineAsync($"Sending {plan.Rate:0.#} a second for {seconds:0} s…");
        var load = new OpenLoop(
            plan,
            (connection, number) => connections.SendAsync(connection, transfers[number], cancellationToken),
            TimeProvider.System);
        var measuring = ProcessMeasurement.TakeAsync(_folder, plan, cancellationToken);
        await load.RunAsync(cancellationToken);
        return (load, await measuring);
    }

    private BenchResult ResultOf(
        string version, OpenLoop load, ProcessMeasurement measured, ChainCount chain, Costs costs) => new(
        Version: version,
        At: DateTimeOffset.UtcNow,
        Cores: Environment.ProcessorCount,
        Validators: Company.All.Count,
        Rate: plan.Rate,
        Seconds: measured.Seconds,
        Connections: plan.Connections,
        Accounts: plan.Accounts,
        Committed: chain.Succeeded,
        Failed: chain.Failed,
        Blocks: chain.Blocks,
        LargestBlock: chain.LargestBlock,
        Unsent: load.Tally.Unsent,
        Troubles: load.Tally.Troubles,
        Latency: LatencySummary.Of(load.Latencies),
        Processes: measured.Processes,
        VerificationMicroseconds: costs.Verification.TotalMicroseconds,
        TransactionBytes: costs.TransactionBytes,
        DiskBytes: costs.DiskBytes);

    private async Task<GetStatusResponse> StatusAsync(CancellationToken cancellationToken) =>
        await network.ClientOf(Company.All[0]).Chain.GetStatusAsync(new(), cancellationToken: cancellationToken);

    private long DiskBytes()
    {
        var data = new DirectoryInfo(Path.Combine(_folder.FolderOf(Company.All[0]), "data"));
        return data.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);
    }

    /// <summary>What one transfer cost; the bytes on disk are one node's.</summary>
    private sealed record Costs(TimeSpan Verification, double TransactionBytes, double DiskBytes);
}
