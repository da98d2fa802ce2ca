using System.Text.RegularExpressions;

namespace Ledger.Architecture.Tests;

/// <summary>Each named rule of PROTOCOL 9 has a test that cites it: one whose name begins with the rule's.</summary>
public sealed partial class ProtocolRuleTests
{
    private static readonly string[] Cited = [.. CitedRules().Distinct(StringComparer.Ordinal)];

    public static TheoryData<string> Rules => [.. NamedRules()];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_OfTheProtocol_HasATestThatCitesIt(string rule) => Assert.Contains(rule, Cited, StringComparer.Ordinal);

    [Fact]
    public void Rules_OfTheProtocol_AreAllFound()
    {
        var expected = Numbered("R", 1, 16).Concat(Numbered("G", 0, 4)).Concat(Numbered("E", 1, 5));

        Assert.Equal(expected.Order(StringComparer.Ordinal), NamedRules().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Numbered(string letter, int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(number => $"{letter}{number}");

    private static IEnumerable<string> NamedRules() =>
        File.ReadLines(Path.Combine(Repository.Root, "proto", "PROTOCOL.md"))
            .Select(line => RuleName().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["rule"].Value);

    private static IEnumerable<string> CitedRules() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Select(line => TestName().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["rule"].Value);

    [GeneratedRegex(@"^- \*\*(?<rule>[RGE]\d+)\*\*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RuleName();

    [GeneratedRegex(@"public (async Task|void) (?<rule>[RGE]\d+)_", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();
}
