using System.Text.RegularExpressions;
using Ledger.Cli.Tests.Programs;

namespace Ledger.Cli.Tests;

/// <summary>Every command of the runbook is one.</summary>
public sealed partial class RunbookTests
{
    public static TheoryData<string> Commands =>
        [.. Command().Matches(File.ReadAllText(Path.Combine(RunningNetwork.Root, "deploy", "README.md")))
            .Select(match => match.Groups["words"].Value).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_OfTheRunbook_Parses(string words) => Assert.Empty(LedgerCommandLine.Create().Parse(words).Errors);

    [GeneratedRegex("^(runuser -u ledger-node -- )?ledger (?<words>[^<\\n]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();
}
