using System.Globalization;
using Ledger.EndToEnd.Tests.Campaigns;
using Ledger.EndToEnd.Tests.Networks;

namespace Ledger.EndToEnd.Tests;

/// <summary>Runs the campaigns at any size: what the tests run in small. See tests/campaign.sh.</summary>
internal static class Program
{
    private const string Usage = """
        Usage: tests/campaign.sh CAMPAIGN COUNT [SEED [FOLDER]]

          kills COUNT      under load, kills one or two random nodes, the leader often, and starts them again
          restarts COUNT   under load, kills all four nodes at once and starts them again
          damage COUNT     flips a bit in a file of a stopped node, cuts or removes the file, and starts the node

        FOLDER keeps the network with its logs and records; without it they go when the campaign ends.
        Example: tests/campaign.sh kills 100
        """;

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["kills" or "restarts" or "damage", var size, ..]
            || !int.TryParse(size, CultureInfo.InvariantCulture, out var count))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var seed = arguments is [_, _, var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;
        Console.WriteLine($"seed {seed}; the same seed makes the same choices, not the same timing");
        await using var network = await TestNetwork.StartAsync(arguments.ElementAtOrDefault(3));
        var random = new Random(seed);
        if (arguments[0] is "kills")
            await new KillCampaign(network, random, Console.Out).RunAsync(count);
        else if (arguments[0] is "damage")
            await new DamageCampaign(network, random, Console.Out).RunAsync(count);
        else
            await new RestartCampaign(network, random, Console.Out).RunAsync(count);
        return 0;
    }
}
