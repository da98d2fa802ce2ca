using System.Diagnostics;
using System.Text.RegularExpressions;
using Ledger.Client.Tests.Networks;

namespace Ledger.Client.Tests.Packages;

/// <summary>
/// What somebody does who never saw this project: takes the package, puts the blocks of its README into one file, and
/// runs that against a network.
/// </summary>
[Collection(NetworkGroup.Name)]
public sealed partial class PackageTests(RunningNetwork network) : IDisposable
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Ledger.Client" Version="*" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>What the README's program prints, line by line.</summary>
    private static readonly string[] Lines =
    [
        "^Pay me at acc1[a-z0-9]{58}$",
        "^Earned at height [0-9]+[.]$",
        "^500 MILES at height [0-9]+$",
        "^Paid, and final in block [0-9]+[.]$",
        "^Resumed: Succeeded$",
        "^Send 1000 MILES .* Would end as: Failed$",
        "Z Send 30 MILES ",
        "Z Send 120 MILES ",
        "Z Issue 500 MILES ",
        "^Go on after [0-9]+[.][0-9]+[.]0[.]$",
        "^Somebody else's account: Denied, AUTH_IDENTITY_MISSING$",
    ];

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private static readonly string Source = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "../../../../../src/Ledger.Client"));

    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-package-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Readme_AsOneProgramOnThePackage_DoesWhatItSays()
    {
        await RunAsync(Source, "pack", "-c", Configuration, "--no-build", "-o", Path.Combine(_folder, "packages"));
        await WriteAsync("wallet.csproj", Project);
        await WriteAsync("nuget.config", Sources(await FindRestoredAsync()));
        await WriteAsync("Program.cs", ProgramOf(await File.ReadAllTextAsync(Path.Combine(Source, "README.md"))));

        var printed = await RunAsync(_folder, "run", "-c", "Release", "--", network.Folder.Path);

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_folder, "packages"), "Ledger.Client.*.snupkg"));
        AssertInOrder(printed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Each expected line comes, and after the one before it; others may stand in between.</summary>
    private static void AssertInOrder(string[] printed)
    {
        var at = 0;
        foreach (var line in Lines)
        {
            var expected = new Regex(line, RegexOptions.None, TimeSpan.FromSeconds(1));
            at = Array.FindIndex(printed, at, expected.IsMatch) + 1;
            Assert.True(at > 0, $"'{line}' does not come in its place in:\n{string.Join('\n', printed)}");
        }
    }

    private static string ProgramOf(string readme) =>
        string.Concat(Block().Matches(readme).Select(match => match.Groups["code"].Value));

    /// <summary>
    /// The package from its own folder, kept to this test; what it depends on from where packages are already.
    /// </summary>
    private static string Sources(string restored) => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="restored" /></config>
          <packageSources><add key="packed" value="packages" /></packageSources>
          <fallbackPackageFolders><add key="restored" value="{restored}" /></fallbackPackageFolders>
        </configuration>
        """;

    private async Task<string> FindRestoredAsync()
    {
        var listed = await RunAsync(_folder, "nuget", "locals", "global-packages", "--list");
        return listed[(listed.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_folder, name), text);

    /// <summary>What <c>dotnet</c> printed; it must end with 0.</summary>
    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        using var patience = new CancellationTokenSource(Deadline);
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        var printed = $"{await output}{await errors}";
        Assert.True(process.ExitCode == 0, $"dotnet {arguments[0]} ended with {process.ExitCode}: {printed}");
        return await output;
    }

    [GeneratedRegex("```csharp\n(?<code>[^`]*)```", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
