using Ledger.Devnet.Bench;

namespace Ledger.Devnet.Tests.Bench;

public sealed class BenchResultTests
{
    /// <summary>
    /// 60,000 in 20 s with 30 s of processor time, on two cores that verify in 40 µs for four validators.
    /// </summary>
    private static readonly BenchResult Result = new(
        "1.0", DateTimeOffset.UnixEpoch, Cores: 2, Validators: 4, Rate: 3_000, Seconds: 20, Connections: 16, Accounts: 100,
        Committed: 60_000, Failed: 0, Blocks: 200, LargestBlock: 400, Unsent: 0, new Dictionary<string, int>(StringComparer.Ordinal),
        new(60_000, 10, 20, 30, 40, 50),
        [new("a node", 20, 100, 120), new("load", 10, 50, 60)],
        VerificationMicroseconds: 40, TransactionBytes: 250, DiskBytes: 500);

    [Fact]
    public void Efficiency_OfARun_IsThroughputByWhatVerifyingAloneAllows()
    {
        Assert.Equal(3_000, Result.CommittedPerSecond, 6);
        Assert.Equal(2_000, Result.CommittedPerCpuSecond, 6);
        Assert.Equal(12_500, Result.LimitPerSecond, 6);
        Assert.Equal(0.24, Result.SignatureEfficiency, 6);
        Assert.Equal(0.32, Result.SignatureEfficiencyByCpu, 6);
    }

    [Fact]
    public void Comparison_OfSavedResults_GivesRatios()
    {
        var file = Path.GetTempFileName();
        (Result with { Committed = 90_000, Latency = new(1, 5, 10, 15, 20, 25) }).Save(file);
        var after = BenchResult.Load(file);
        File.Delete(file);

        var figures = BenchComparison.Compare(Result, after).ToDictionary(figure => figure.Name, StringComparer.Ordinal);

        Assert.Equal(1.5, figures["committedPerSecond"].Ratio!.Value, 6);
        Assert.Equal(0.5, figures["latencyP50"].Ratio!.Value, 6);
        Assert.True(figures["committedPerSecond"].IsBetter);
        Assert.True(figures["latencyP50"].IsBetter);
        Assert.False(figures["diskBytes"].IsBetter);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"committed\": 1}")]
    [InlineData("no JSON")]
    public void Load_OfSomethingElse_IsRefused(string content)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, content);

        Assert.Throws<InvalidDataException>(() => BenchResult.Load(file));
        File.Delete(file);
    }

    [Fact]
    public void Plan_OutOfBounds_SaysWhatIsWrong()
    {
        Assert.Null(new BenchPlan().FindFault());
        Assert.NotNull(new BenchPlan { Rate = 0 }.FindFault());
        Assert.NotNull(new BenchPlan { Rate = double.NaN }.FindFault());
        Assert.NotNull(new BenchPlan { Accounts = 1 }.FindFault());
        Assert.NotNull(new BenchPlan { Connections = 0 }.FindFault());
        Assert.NotNull(new BenchPlan { InFlightMax = 0 }.FindFault());
        Assert.NotNull(new BenchPlan { Duration = TimeSpan.Zero }.FindFault());
        Assert.NotNull(new BenchPlan { Rate = BenchPlan.RateMax, Duration = TimeSpan.FromHours(1) }.FindFault());
    }
}
