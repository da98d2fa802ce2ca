using Ledger.Consensus;
using Ledger.Simulation.Running;
using Xunit.Abstractions;

namespace Ledger.Simulation.Exploration;

public sealed class ExplorationTests(ITestOutputHelper output)
{
    [Fact]
    public void Height_OfTwoViewsInEveryOrder_IsNeverForked()
    {
        var explorer = new Explorer(views: 2, ConsensusRules.All);

        var violation = explorer.FindViolation();

        output.WriteLine(explorer.Extent);
        Assert.Null(violation);
        // Fewer would mean that something is no longer tried.
        Assert.Equal(462_485, explorer.States);
    }

    [Theory]
    [InlineData("G2: notarize twice", "I4")]
    [InlineData("G3: finalize below a nullified view", "I4")]
    [InlineData("G3: finalize another block than notarized", "I4")]
    [InlineData("G4: nullify a finalized view", "I4")]
    [InlineData("no justification check", "I1")]
    public void Height_WithPlantedBug_BreaksAPromise(string bug, string promise)
    {
        var violation = new Explorer(views: 2, PlantedBug.Named(bug).Rules).FindViolation();

        Assert.StartsWith(promise, violation, StringComparison.Ordinal);
    }
}
