using System.Diagnostics;
using System.Text;
using Ledger.Devnet;

namespace Ledger.Cli.Tests.Programs;

/// <summary>
/// What somebody has who just cloned the project: the network that <c>deploy/devnet.sh</c> brings up, and a second
/// terminal in the project's folder. Only folder and ports are the test's own.
/// </summary>
public sealed class ScriptedNetwork : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>Of the building that the scripts do, too.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(8);

    /// <summary>The last line of what <c>ledger devnet</c> says before it only stays up.</summary>
    private const string Ready = "Ctrl-C stops all four";

    private readonly CancellationTokenSource _patience = new(Deadline);
    private Process? _devnet;
    private Task<string> _errors = Task.FromResult("");

    /// <summary>Whatever the readme has in <c>artifacts/</c>.</summary>
    public string Artifacts { get; } = Directory.CreateTempSubdirectory("ledger-tour-").FullName;

    public string Folder => Path.Combine(Artifacts, "devnet");

    /// <summary>What <c>deploy/devnet.sh</c> said until it was ready.</summary>
    public string Said { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _devnet = Start($"exec deploy/devnet.sh --folder {Folder} --port-offset {FreePorts.FindOffset()}");
        _errors = _devnet.StandardError.ReadToEndAsync(_patience.Token);
        var said = new StringBuilder();
        while (!said.ToString().Contains(Ready, StringComparison.Ordinal))
        {
            var line = await _devnet.StandardOutput.ReadLineAsync(_patience.Token);
            if (line is null)
                throw new InvalidOperationException($"deploy/devnet.sh ended: {said}{await _errors}");
            said.AppendLine(line);
        }

        Said = said.ToString();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_devnet is not null)
        {
            await StopAsync(_devnet);
            _devnet.Dispose();
        }

        _patience.Dispose();
        Directory.Delete(Artifacts, recursive: true);
    }

    /// <summary>Runs lines of a shell in the project's folder; the first that fails ends it.</summary>
    internal async Task<(int Code, string Output)> RunAsync(string script)
    {
        using var process = Start(script);
        var output = process.StandardOutput.ReadToEndAsync(_patience.Token);
        var errors = process.StandardError.ReadToEndAsync(_patience.Token);
        await process.WaitForExitAsync(_patience.Token);
        return (process.ExitCode, $"{await output}{await errors}");
    }

    /// <summary>As Ctrl-C does, which reaches nobody where a shell runs the tests in the background.</summary>
    private async Task StopAsync(Process devnet)
    {
        using var ask = Process.Start("kill", ["-TERM", $"{devnet.Id}"]);
        await ask.WaitForExitAsync(_patience.Token);
        await devnet.StandardOutput.ReadToEndAsync(_patience.Token);
        await devnet.WaitForExitAsync(_patience.Token);
    }

    private static Process Start(string script) => Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
    {
        WorkingDirectory = RunningNetwork.Root,
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}

/// <summary>Alone, since the script builds: no other test runs what is being built.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FirstVisit : ICollectionFixture<ScriptedNetwork>
{
    public const string Name = "Somebody's first visit";
}
