using System.Diagnostics;
using System.Text.Json.Nodes;
using Ledger.Devnet;

namespace Ledger.Cli.Tests.Programs;

/// <summary>Four real nodes, and the program as a person or a script would run it.</summary>
public sealed class RunningNetwork : IAsyncLifetime, IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <summary>The project's folder.</summary>
    public static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    /// <summary>
    /// As it was built: beside the tests it would lack the libraries that come with the web server's framework here.
    /// </summary>
    public static readonly string Program = Path.Combine(
        Root, "src/Ledger.Cli/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0/ledger.dll");

    private readonly string _path = Directory.CreateTempSubdirectory("ledger-cli-").FullName;
    private readonly CancellationTokenSource _patience = new(Deadline);
    private LocalNetwork? _nodes;

    public NetworkFolder Folder { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Folder = NetworkFolder.OpenOrCreate(_path, FreePorts.FindOffset(), DateTimeOffset.UtcNow);
        _nodes = new(Folder, NodeProgram.Find());
        foreach (var company in Company.All)
            _nodes.Start(company);
        await _nodes.WaitForAgreementAsync(Company.All, 0, _patience.Token);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_nodes is not null)
            await _nodes.DisposeAsync();
        _patience.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    /// <summary>A file of this test's own.</summary>
    public string PathOf(string name) => Path.Combine(_path, name);

    internal Task<Ended> RunAsync(params string[] arguments) => EndAsync("dotnet", [Program, .. arguments]);

    /// <summary>As a line of a shell; <c>ledger</c> in it is the program.</summary>
    internal Task<Ended> RunInShellAsync(string line) =>
        EndAsync("bash", ["-c", $"ledger() {{ dotnet '{Program}' \"$@\"; }}; {line}"]);

    /// <summary>With somebody who types an answer.</summary>
    internal Task<Ended> AnswerAsync(string answer, params string[] arguments) =>
        EndAsync("dotnet", [Program, .. arguments], answer);

    /// <summary>What the command printed as JSON.</summary>
    internal async Task<JsonNode> ReadAsync(ExitCode expected, params string[] arguments)
    {
        var ended = await RunAsync([.. arguments, "--output", "json"]);
        Assert.True(ended.Code == expected, $"{string.Join(' ', arguments)} ended with {ended.Code}: {ended.Output}{ended.Errors}");
        return JsonNode.Parse(ended.Output)!;
    }

    /// <summary>The new wallet's account; its key file is <paramref name="name"/>.key among the test's files.</summary>
    internal async Task<string> NewWalletAsync(string name)
    {
        var made = await ReadAsync(ExitCode.Done, "wallet", "new", "--wallet", PathOf($"{name}.key"));
        return (string)made["account"]!;
    }

    private async Task<Ended> EndAsync(string program, string[] arguments, string? answer = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["LEDGER_NETWORK"] = Folder.NetworkFile,
                ["LEDGER_PASSWORD_FILE"] = Folder.PasswordFile,
            },
        };
        using var process = Process.Start(start)!;
        if (answer is not null)
            await process.StandardInput.WriteLineAsync(answer);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(_patience.Token);
        var errors = process.StandardError.ReadToEndAsync(_patience.Token);
        await process.WaitForExitAsync(_patience.Token);
        return new((ExitCode)process.ExitCode, await output, await errors);
    }

    internal sealed record Ended(ExitCode Code, string Output, string Errors);
}
