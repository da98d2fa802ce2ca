using System.CommandLine;
using Ledger.Cli.Audit;
using Ledger.Cli.Invocation;
using Ledger.Devnet;

namespace Ledger.Cli;

/// <summary><c>ledger devnet</c>: a complete network of four companies on this machine.</summary>
internal sealed class DevnetCommand : LedgerCommand
{
    private readonly Option<string> _folder = new("--folder")
    {
        Description = "Where keys, genesis, data and logs are kept. Made if it is not there.",
        DefaultValueFactory = _ => "devnet",
    };

    private readonly Option<int> _portOffset = new("--port-offset")
    {
        Description = "Added to the ports 7100-7103 (peers) and 7200-7203 (calls).",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<bool> _once = new("--once")
    {
        Description = "End after the story instead of staying up.",
    };

    public DevnetCommand()
        : base(
            "devnet",
            "Runs a network of four companies on this machine: an airline, a café chain, a cinema and a supermarket, each "
            + "with a brand token and a node of its own.",
            "ledger devnet --folder /tmp/devnet")
    {
        Options.Add(_folder);
        Options.Add(_portOffset);
        Options.Add(_once);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var program = NodeProgram.Find();
        var folder = run.Get(_folder);
        var isNew = !Directory.Exists(folder);
        run.Printer.Say(isNew ? $"Making keys and genesis in {folder}…" : $"Starting the network in {folder} again…");
        var network = NetworkFolder.OpenOrCreate(folder, run.Get(_portOffset), DateTimeOffset.UtcNow);
        if (FreePorts.FindTaken(network) is { } port)
        {
            throw new UsageException(
                $"Port {port} is taken: this network may be up already, or another one. A new folder with --port-offset has "
                + "other ports.");
        }

        await using var nodes = new LocalNetwork(network, program);
        try
        {
            await new DevnetRun(nodes, stopping => NetworkAudit.TellAsync(network, stopping), Console.Out)
                .RunAsync(!run.Get(_once), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            run.Printer.Say("Stopping all four nodes…");
        }
        catch (NodeEndedException exception)
        {
            await run.Notes.WriteLineAsync(exception.Message);
            return ExitCode.Unreachable;
        }
        catch (OperationCanceledException)
        {
            await run.Notes.WriteLineAsync($"The nodes did not agree in time; their logs are {folder}/*/node.log");
            return ExitCode.Unreachable;
        }

        return ExitCode.Done;
    }
}
