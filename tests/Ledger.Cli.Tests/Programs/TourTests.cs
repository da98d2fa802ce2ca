using System.Text.RegularExpressions;

namespace Ledger.Cli.Tests.Programs;

/// <summary>The tour in the project's README works when it is pasted.</summary>
public sealed partial class TourTests(RunningNetwork network) : IClassFixture<RunningNetwork>
{
    private const string Heading = "## A tour";

    [Fact]
    public async Task Tour_LineByLine_Succeeds()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(RunningNetwork.Root, "README.md"));
        var tour = readme[readme.IndexOf(Heading, StringComparison.Ordinal)..];
        tour = tour[..tour.IndexOf("\n## ", Heading.Length, StringComparison.Ordinal)];
        var lines = Block().Matches(tour).Select(match => match.Groups["lines"].Value).ToArray();

        // What the reader's own network is for the reader is the test's for the test.
        var script = string.Concat(lines)
            .Replace("artifacts/devnet", network.Folder.Path, StringComparison.Ordinal)
            .Replace("artifacts/", $"{network.Folder.Path}/", StringComparison.Ordinal)
            .Replace("deploy/ledger", $"dotnet {RunningNetwork.Program}", StringComparison.Ordinal);
        var ended = await network.RunScriptAsync(script);

        Assert.Equal(5, lines.Length);
        Assert.True(ended.Code == ExitCode.Done, $"The tour ended with {ended.Code}: {ended.Output}{ended.Errors}");
    }

    [GeneratedRegex("```sh\n(?<lines>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
