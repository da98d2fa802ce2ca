using Ledger.Devnet.Bench;

namespace Ledger.Devnet.Tests.Bench;

public sealed class ProcessUsageTests
{
    [Fact]
    public void Cpu_OfAProcessWithASpaceAndAParenthesisInItsName_IsUserAndSystemTime()
    {
        const string Stat = "42 (a) b) S 1 42 42 0 -1 4194560 1 2 3 4 150 25 7 8 20 0 1 0 100 1000 10";

        Assert.Equal(TimeSpan.FromSeconds(1.75), ProcessUsage.ParseCpu(Stat));
    }

    [Fact]
    public void Size_InKilobytes_IsGivenInBytes()
    {
        string[] status = ["Name:\tdotnet", "VmHWM:\t    2048 kB", "VmRSS:\t    1024 kB"];

        Assert.Equal(1024 * 1024, ProcessUsage.ParseSize(status, "VmRSS:"));
        Assert.Equal(2048 * 1024, ProcessUsage.ParseSize(status, "VmHWM:"));
    }

    [Fact]
    public void Cpu_OfThisProcess_GrowsWithItsWork()
    {
        var before = ProcessUsage.Read(Environment.ProcessId);

        while (Environment.CpuUsage.TotalTime - before.Cpu < TimeSpan.FromMilliseconds(100))
            Thread.SpinWait(1_000);

        Assert.True(ProcessUsage.Read(Environment.ProcessId).Cpu > before.Cpu);
    }
}
