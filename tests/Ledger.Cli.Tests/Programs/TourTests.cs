using System.Text.RegularExpressions;

namespace Ledger.Cli.Tests.Programs;

/// <summary>The first command of the project's README, and the tour beside it, as they stand there.</summary>
[Collection(FirstVisit.Name)]
public sealed partial class TourTests(ScriptedNetwork network)
{
    private const string Heading = "## A tour";

    [Fact]
    public async Task Tour_PastedTwice_SucceedsBothTimes()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(RunningNetwork.Root, "README.md"));
        var tour = readme[readme.IndexOf(Heading, StringComparison.Ordinal)..];
        tour = tour[..tour.IndexOf("\n## ", Heading.Length, StringComparison.Ordinal)];
        var lines = Block().Matches(tour).Select(match => match.Groups["lines"].Value).ToArray();
        var agreement = lines.Single(block => block.Contains("rate agree", StringComparison.Ordinal));

        var first = await PasteAsync(lines);
        var second = await PasteAsync(lines.Where(block => !ReferenceEquals(block, agreement)));
        var again = await PasteAsync([lines[0], agreement]);

        Assert.Equal(5, lines.Length);
        Assert.True(first.Code == 0, $"The tour ended with {first.Code}: {first.Output}");
        Assert.True(second.Code == 0, $"The second tour ended with {second.Code}: {second.Output}");

        // But for this: two brands agree once, and then amend.
        Assert.Equal((int)ExitCode.Rejected, again.Code);
        Assert.Contains("RATE_EXISTS", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Network_StartedWhileItIsUp_SaysWhichPortIsTakenAndLeavesItAlone()
    {
        var again = await network.RunAsync($"deploy/devnet.sh --folder {network.Folder}");
        var status = await network.RunAsync($"deploy/ledger node status --network {network.Folder}/network.json");

        Assert.Equal((int)ExitCode.Usage, again.Code);
        Assert.Matches("Port [0-9]+ is taken", again.Output);
        Assert.Equal(0, status.Code);
    }

    [Fact]
    public void Story_OfTheFirstCommand_EndsInFourNodesWithOneSoundHead()
    {
        Assert.Contains("All four nodes have the same head", network.Said, StringComparison.Ordinal);
        Assert.Contains("nothing is wrong", network.Said, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output)> PasteAsync(IEnumerable<string> blocks) => network.RunAsync(
        string.Concat(blocks).Replace("artifacts/", $"{network.Artifacts}/", StringComparison.Ordinal));

    [GeneratedRegex("```sh\n(?<lines>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
