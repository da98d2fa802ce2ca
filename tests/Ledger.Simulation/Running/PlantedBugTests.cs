using Ledger.Simulation.Scenarios;

namespace Ledger.Simulation.Running;

public sealed class PlantedBugTests
{
    [Theory]
    [InlineData("G2: notarize twice", "restarted_between_two_proposals", "I4")]
    [InlineData("G3: finalize below a nullified view", "hidden_notarization", "I4")]
    [InlineData("G3: finalize another block than notarized", "equivocating_leader", "I4")]
    [InlineData("G4: nullify a finalized view", "crash_after_finalize", "I4")]
    [InlineData("skip counts equal ends only", "restarted_with_a_longer_range", "expectation")]
    [InlineData("no justification check", "usurped_view", "I1")]
    [InlineData("low is not carried over", "skipped_view_keeps_the_block", "I1")]
    [InlineData("own votes forgotten at restart", "crash_after_nullify", "expectation")]
    [InlineData("no rebroadcast", "lost_batches", "expectation")]
    [InlineData("quorum less one", "all_restarted_at_once", "")]
    [InlineData("sign before flush", "good_case", "I7")]
    public void Scenario_WithPlantedBug_NoticesIt(string bug, string scenario, string promise)
    {
        var script = File.ReadLines(ScenarioFiles.PathOf(scenario));

        var failure = Assert.ThrowsAny<Exception>(() => ScenarioPlayer.Play(script, PlantedBug.Named(bug)));

        Assert.Contains(promise, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PlantedBugs_AreAllLookedFor()
    {
        var method = typeof(PlantedBugTests).GetMethod(nameof(Scenario_WithPlantedBug_NoticesIt));
        var named = method!.GetCustomAttributesData().Count(data => data.AttributeType == typeof(InlineDataAttribute));

        Assert.Equal(PlantedBug.All.Count, named);
    }
}
