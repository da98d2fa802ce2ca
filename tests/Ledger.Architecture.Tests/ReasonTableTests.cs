using Ledger.Model.Reasons;

namespace Ledger.Architecture.Tests;

/// <summary>The list of reasons and the tests that provoke them is complete, and names tests that exist.</summary>
public sealed class ReasonTableTests
{
    /// <summary>
    /// From here up to the failures stand the reasons of the node's calls, which blocks know nothing of.
    /// </summary>
    private const ushort NodeFrom = 60;

    [Fact]
    public void Reason_OfEdgeOrExecution_HasATestThatTheTableNames()
    {
        var listed = ReasonTable.Reasons().Select(row => row.Reason).ToHashSet(StringComparer.Ordinal);

        var missing = ReasonCatalogue.Entries.Select(entry => entry.Reason)
            .Where(reason => (ushort)reason < NodeFrom || ReasonCatalogue.StageOf(reason) == ReasonStage.Failed)
            .Where(reason => !listed.Contains(reason.ToString()));

        Assert.Empty(missing);
    }

    [Fact]
    public void Table_InEveryRow_NamesReasonsOfTheCatalogueAndTestsThatSpeakOfThem()
    {
        var unfounded = ReasonTable.Reasons().Where(row =>
            !Enum.TryParse<Reason>(row.Reason, out _)
                || !row.Test.Source().Contains($"Reason.{row.Reason}", StringComparison.Ordinal));

        Assert.Empty(unfounded);
    }

    [Fact]
    public void Page_InEveryTable_NamesTestsThatExist()
    {
        var tests = ReasonTable.Tests();

        Assert.NotEmpty(tests);
        Assert.DoesNotContain(tests, test => test.Source().Length == 0);
    }
}
