namespace Ledger.Simulation.Running;

public sealed class SeedTests
{
    private const int SeedsPerCase = 50;

    public static TheoryData<int> Firsts => [.. Enumerable.Range(0, 10).Select(index => index * SeedsPerCase)];

    [Theory]
    [MemberData(nameof(Firsts))]
    public void Seeds_WithTheirFaults_KeepEveryPromise(int first)
    {
        var failures = Enumerable.Range(first, SeedsPerCase)
            .Select(seed => SeedRun.Run((ulong)seed))
            .Where(result => result.Failure is not null);

        Assert.Empty(failures);
    }
}
