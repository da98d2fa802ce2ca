namespace Ledger.Node.Tests;

public sealed class NodeArgumentsTests
{
    [Fact]
    public void TryParse_OfEveryOption_TakesThemAll()
    {
        var arguments = NodeArguments.TryParse(["--config", "node.json", "--rejoin", "--check"], out _);

        Assert.Equal(new("node.json", Rejoins: true, ChecksOnly: true, WantsHelp: false), arguments);
    }

    [Theory]
    [InlineData("--chekc", "--chekc")]
    [InlineData("--check node.json", "node.json")]
    [InlineData("--config", "--config needs")]
    public void TryParse_OfWhatMakesNoSense_SaysWhat(string words, string expected)
    {
        var arguments = NodeArguments.TryParse(words.Split(' '), out var fault);

        Assert.Null(arguments);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }
}
