using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Devnet;
using Ledger.Devnet.Bench;
using static System.FormattableString;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger bench</c>: how much a network of four on this machine commits, how soon, and at what cost.
/// </summary>
internal sealed class BenchCommand : LedgerCommand
{
    private static readonly BenchPlan Defaults = new();
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly Option<double> _rate = new("--rate")
    {
        Description = "Transfers a second, sent when they are due however slow the answers are.",
        DefaultValueFactory = _ => Defaults.Rate,
    };

    private readonly Option<double> _duration = new("--duration")
    {
        Description = "Seconds that are measured.",
        DefaultValueFactory = _ => Defaults.Duration.TotalSeconds,
    };

    private readonly Option<double> _warmUp = new("--warm-up")
    {
        Description = "Seconds of load before that.",
        DefaultValueFactory = _ => Defaults.WarmUp.TotalSeconds,
    };

    private readonly Option<int> _accounts = new("--accounts")
    {
        Description = "Accounts that pay each other in turn.",
        DefaultValueFactory = _ => Defaults.Accounts,
    };

    private readonly Option<int> _connections = new("--connections")
    {
        Description = "Connections, spread over the four nodes.",
        DefaultValueFactory = _ => Defaults.Connections,
    };

    private readonly Option<int> _inFlight = new("--in-flight")
    {
        Description = "Transfers without an answer on each connection at most.",
        DefaultValueFactory = _ => Defaults.InFlightMax,
    };

    private readonly Option<string?> _folder = new("--folder")
    {
        Description = "Where the network is, or is made and kept. Default: a new one, which is gone afterwards.",
    };

    private readonly Option<bool> _running = new("--running")
    {
        Description = "Use the network of --folder as it runs instead of starting one.",
    };

    private readonly Option<int?> _portOffset = new("--port-offset")
    {
        Description = "As in `ledger devnet`; needed for the --folder of a network that has one. Default: free ports.",
    };

    private readonly Option<string?> _save = new("--save")
    {
        Description = "A file for the result as JSON, for `ledger bench compare`.",
    };

    public BenchCommand()
        : base(
            "bench",
            "Measures a network of four nodes on this machine: transfers committed a second as the chain counts them, "
            + "latency from when each was due, processor time and memory of each process.",
            "ledger bench --rate 4000 --duration 30 --save after.json")
    {
        Option[] options =
            [_rate, _duration, _warmUp, _accounts, _connections, _inFlight, _folder, _running, _portOffset, _save];
        foreach (var option in options)
            Options.Add(option);
        Subcommands.Add(new BenchCompareCommand());
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var plan = PlanOf(run);
        var folder = run.Find(_folder) ?? Directory.CreateTempSubdirectory("ledger-bench-").FullName;
        try
        {
            var files = NetworkFolder.OpenOrCreate(folder, run.Find(_portOffset) ?? FreePorts.FindOffset(), DateTimeOffset.UtcNow);
            await using var network = new LocalNetwork(files, NodeProgram.Find());
            if (!run.Get(_running))
                await StartAsync(network, cancellationToken);
            var result = await new BenchRun(network, plan, run.Notes).RunAsync(cancellationToken);
            Print(run, result);
        }
        finally
        {
            if (run.Find(_folder) is null)
                Directory.Delete(folder, recursive: true);
        }

        return ExitCode.Done;
    }

    private BenchPlan PlanOf(CommandRun run)
    {
        var plan = new BenchPlan
        {
            Rate = run.Get(_rate),
            Duration = TimeSpan.FromSeconds(run.Get(_duration)),
            WarmUp = TimeSpan.FromSeconds(run.Get(_warmUp)),
            Accounts = run.Get(_accounts),
            Connections = run.Get(_connections),
            InFlightMax = run.Get(_inFlight),
        };
        if (plan.FindFault() is { } fault)
            throw new UsageException(fault);
        return run.Get(_running) && run.Find(_folder) is null
            ? throw new UsageException("--running needs the --folder of the network that runs.")
            : plan;
    }

    private static async Task StartAsync(LocalNetwork network, CancellationToken cancellationToken)
    {
        foreach (var company in Company.All)
            network.Start(company);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartTimeout);
        await network.WaitForAgreementAsync(Company.All, 0, patience.Token);
    }

    private void Print(CommandRun run, BenchResult result)
    {
        if (run.Find(_save) is { } file)
            result.Save(file);
        if (!run.Printer.IsForPeople)
        {
            run.Printer.Document(result.ToJson());
            return;
        }

        run.Printer.Record<BenchResult>(
            result,
            new("committed", figures => Invariant($"{figures.CommittedPerSecond:N0} transfers/s, in {figures.Blocks} blocks of at most {figures.LargestBlock}")),
            new("perCpuSecond", figures => Invariant($"{figures.CommittedPerCpuSecond:N0} of all processes, {figures.CpuSeconds:N1} s in {figures.Seconds:N0} s")),
            new("latency", figures => Invariant($"p50 {figures.Latency.P50:N1} ms, p95 {figures.Latency.P95:N1}, p99 {figures.Latency.P99:N1}, p99.9 {figures.Latency.P999:N1}, max {figures.Latency.Max:N1}")),
            new("signatureEfficiency", figures => Invariant($"{figures.SignatureEfficiency:N2}; {figures.SignatureEfficiencyByCpu:N2} of the processor time; verifying one takes {figures.VerificationMicroseconds:N1} µs")),
            new("disk", figures => Invariant($"{figures.DiskBytes:N0} bytes for a transfer of {figures.TransactionBytes:N0}")),
            new("unsent", figures => figures.Unsent == 0 ? null : Invariant($"{figures.Unsent}: slower than the rate of {figures.Rate:N0}/s")),
            new("failed", figures => figures.Failed == 0 ? null : figures.Failed),
            new("trouble", figures => figures.Troubles.Count == 0 ? null : string.Join("; ", figures.Troubles.Select(trouble => $"{trouble.Value} × {trouble.Key}"))));
        run.Printer.Rows<ProcessSummary>(
            result.Processes,
            new("process", process => process.Name),
            new("cpuSeconds", process => Invariant($"{process.CpuSeconds:N1}"), IsNumber: true),
            new("memoryMiB", process => Invariant($"{process.MemoryMiB:N0}"), IsNumber: true),
            new("memoryPeakMiB", process => Invariant($"{process.MemoryPeakMiB:N0}"), IsNumber: true));
    }
}
