using System.CommandLine;
using Ledger.Devnet;

namespace Ledger.Cli;

/// <summary><c>ledger devnet</c>: a complete network of four companies on this machine.</summary>
internal static class DevnetCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--folder")
        {
            Description = "Where keys, genesis, data and logs are kept. Made if it is not there.",
            DefaultValueFactory = _ => "devnet",
        };
        var portOffset = new Option<int>("--port-offset")
        {
            Description = "Added to the ports 7100-7103 (peers) and 7200-7203 (calls).",
        };
        var once = new Option<bool>("--once")
        {
            Description = "End after the proof of life instead of staying up.",
        };
        var command = new Command(
            "devnet",
            """
            Runs a network of four companies on this machine: an airline, a café chain, a cinema and a supermarket, each
            with a brand token and a node of its own.

            Example: ledger devnet --folder /tmp/devnet
            """)
        {
            folder, portOffset, once,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(folder), parsed.GetValue(portOffset), parsed.GetValue(once), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string folder, int portOffset, bool once, CancellationToken cancellationToken)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ledger-node.dll");
        if (!File.Exists(program))
        {
            await Console.Error.WriteLineAsync($"{program} is missing: publish Ledger.Node beside this program.");
            return ExitCode.Usage;
        }

        var isNew = !Directory.Exists(folder);
        await Console.Out.WriteLineAsync(
            isNew ? $"Making keys and genesis in {folder}…" : $"Starting the network in {folder} again…");
        var network = NetworkFolder.OpenOrCreate(folder, portOffset, DateTimeOffset.UtcNow);
        await using var nodes = new LocalNetwork(network, program);
        try
        {
            await new DevnetRun(nodes, Console.Out).RunAsync(!once, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync("Stopping all four nodes…");
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"The nodes did not agree in time; their logs are {folder}/*/node.log");
            return ExitCode.Unreachable;
        }

        return ExitCode.Done;
    }
}
