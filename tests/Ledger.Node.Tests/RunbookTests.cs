using System.Text.RegularExpressions;
using Ledger.Api;

namespace Ledger.Node.Tests;

/// <summary>What the runbook tells an operator to look for and to type is there.</summary>
public sealed partial class RunbookTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    private static readonly string Runbook = File.ReadAllText(Path.Combine(Root, "deploy", "README.md"));

    [Fact]
    public void Messages_ThatItQuotes_AreTheProgramsOwn()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText).ToArray();
        var quoted = Section("## The node does not start").Concat(Section("## It runs, but"))
            .SelectMany(row => Quoted().Matches(row.Split('|')[1])).Select(match => match.Groups["words"].Value).ToArray();

        Assert.True(quoted.Length > 30);
        Assert.All(quoted, words => Assert.Contains(sources, source => source.Contains(words, StringComparison.Ordinal)));
    }

    [Fact]
    public void Commands_OfTheNode_Parse()
    {
        var commands = NodeCommand().Matches(Runbook).Select(match => match.Groups["words"].Value.Trim()).ToArray();

        Assert.NotEmpty(commands);
        Assert.All(commands, command =>
            Assert.NotNull(NodeArguments.TryParse(command.Split(' ', StringSplitOptions.RemoveEmptyEntries), out _)));
    }

    [Fact]
    public void Options_ThatItNames_Exist()
    {
        var named = Option().Matches(Runbook).Select(match => (Section: match.Groups["section"].Value, Name: match.Groups["name"].Value)).ToArray();

        Assert.NotEmpty(named);
        Assert.All(named, option => Assert.NotNull(
            (option.Section is "Node" ? typeof(NodeOptions) : typeof(ApiOptions)).GetProperty(option.Name)));
    }

    /// <summary>The rows of the section's table, without its head.</summary>
    private static IEnumerable<string> Section(string heading)
    {
        var start = Runbook.IndexOf(heading, StringComparison.Ordinal);
        var end = Runbook.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return Runbook[start..end].Split('\n').Where(line => line.StartsWith('|')).Skip(2);
    }

    [GeneratedRegex("`(?<words>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("^(runuser -u ledger-node -- )?ledger-node (?<words>[^<\\n]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NodeCommand();

    [GeneratedRegex("`(?<section>Node|Api):(?<name>[A-Za-z]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Option();
}
