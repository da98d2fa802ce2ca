using Ledger.Model.Reasons;

namespace Ledger.Model.Tests.Reasons;

public sealed class ReasonCatalogueTests
{
    private static readonly string[] Families =
        ["TX_", "AUTH_", "BALANCE_", "LOT_", "HOLD_", "RATE_", "LIMIT_", "POLICY_", "TOKEN_", "NODE_"];

    [Fact]
    public void Entries_Always_AreThePublishedList()
    {
        var published = GoldenVectors.Read("reasons").List("reasons")
            .Select(entry => (entry.GetProperty("number").GetUInt16(), entry.Text("word"), entry.Text("stage")));

        var entries = ReasonCatalogue.Entries
            .Select(entry => (entry.Number, entry.Word, entry.Stage == ReasonStage.Failed ? "failed" : "refused"));

        Assert.Equal(published, entries);
    }

    [Fact]
    public void Entries_Always_CoverEveryReasonOnceInOrder()
    {
        var reasons = ReasonCatalogue.Entries.Select(entry => entry.Reason);

        Assert.Equal(Enum.GetValues<Reason>().Where(reason => reason != Reason.None).Order(), reasons);
        Assert.All(ReasonCatalogue.Entries, entry => Assert.Same(entry, ReasonCatalogue.Find(entry.Word)));
    }

    [Fact]
    public void Entries_Always_HaveAFamilyAndASentence() => Assert.All(ReasonCatalogue.Entries, entry =>
    {
        Assert.Contains(Families, family => entry.Word.StartsWith(family, StringComparison.Ordinal));
        Assert.Matches("^[A-Z_]+$", entry.Word);
        Assert.EndsWith(".", entry.Advice, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(Reason.PolicyRepeated, ReasonStage.Refused)]
    [InlineData((Reason)999, ReasonStage.Refused)]
    [InlineData((Reason)1000, ReasonStage.Failed)]
    public void StageOf_AnyNumber_FollowsFromIt(Reason reason, ReasonStage stage) =>
        Assert.Equal(stage, ReasonCatalogue.StageOf(reason));
}
