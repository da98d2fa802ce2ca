using System.Diagnostics;

namespace Ledger.Architecture.Tests;

/// <summary>A ban that nobody has seen bite may be a misspelt file name: so a forbidden project is built.</summary>
public sealed class BannedSymbolsTests
{
    private static readonly Lazy<string> Output = new(BuildCanary);

    [Theory]
    [InlineData("DateTimeOffset")]
    [InlineData("Random")]
    [InlineData("Environment")]
    [InlineData("File")]
    [InlineData("Task")]
    [InlineData("HashCode")]
    [InlineData("double")]
    public void Build_OfAnImpureCore_NamesTheBannedSymbol(string symbol) =>
        Assert.Contains($"RS0030: The symbol '{symbol}", Output.Value, StringComparison.Ordinal);

    [Theory]
    [InlineData("Ledger.Model")]
    [InlineData("Ledger.Cryptography")]
    [InlineData("Ledger.Consensus")]
    [InlineData("Ledger.Execution")]
    [InlineData("Ledger.Replica")]
    [InlineData("Ledger.Audit")]
    public void CoreProject_IfPresent_IsUnderTheBan(string project)
    {
        var file = Path.Combine(Repository.Root, "src", project, project + ".csproj");

        Assert.True(
            !File.Exists(file) ||
            File.ReadAllText(file).Contains("<DeterministicCore>true</DeterministicCore>", StringComparison.Ordinal));
    }

    private static string BuildCanary()
    {
        var project = Path.Combine(Repository.Root, "tests", "Ledger.Architecture.Tests", "Canary", "Canary.csproj");
        var start = new ProcessStartInfo("dotnet", ["build", project, "-nologo", "-v", "quiet"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };

        // The test host's own MSBuild settings would point the inner build at the wrong tools.
        foreach (var name in start.Environment.Keys.ToArray())
        {
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
                start.Environment.Remove(name);
        }

        using var build = Process.Start(start)!;
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        Assert.NotEqual(0, build.ExitCode);
        return output;
    }
}
