using Ledger.Devnet.Bench;

namespace Ledger.Devnet.Tests.Bench;

public sealed class BenchRunTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Run_AgainstFourNodes_AccountsForEveryTransferThatWasDue()
    {
        var plan = new BenchPlan
        {
            Rate = 40, Duration = TimeSpan.FromSeconds(3), WarmUp = TimeSpan.Zero, Accounts = 20, Connections = 4,
        };
        using var patience = new CancellationTokenSource(Deadline);
        var path = Directory.CreateTempSubdirectory("ledger-bench-").FullName;
        var folder = NetworkFolder.OpenOrCreate(path, FreePorts.FindOffset(), DateTimeOffset.UtcNow);
        BenchResult result;
        await using (var network = new LocalNetwork(folder, Path.Combine(AppContext.BaseDirectory, "ledger-node.dll")))
        {
            foreach (var company in Company.All)
                network.Start(company);
            await network.WaitForAgreementAsync(Company.All, 0, patience.Token);
            result = await new BenchRun(network, plan, TextWriter.Null).RunAsync(patience.Token);
        }

        Directory.Delete(path, recursive: true);

        Assert.Empty(result.Troubles);
        Assert.Equal(0, result.Failed);
        Assert.Equal(plan.Transactions, (int)result.Latency.Count + result.Unsent);
        Assert.InRange(result.Committed, 1, plan.Transactions);
        Assert.InRange(result.Blocks, 1, result.Committed);
        string[] names = [.. Company.All.Select(company => company.Name), "load"];
        Assert.Equal(names, result.Processes.Select(process => process.Name), StringComparer.Ordinal);
        Assert.All(result.Processes, process => Assert.True(process.MemoryMiB > 0 && process.MemoryPeakMiB > 0));
        Assert.InRange(result.VerificationMicroseconds, 1, 10_000);
        Assert.True(result.DiskBytes > result.TransactionBytes);
    }
}
