using System.Diagnostics;

namespace Ledger.Devnet;

/// <summary>One company's node as a process of its own; its log goes to a file in its folder.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>
    /// 64 MiB: the runtime's own choice, half a processor cache, makes it collect four times as often, which costs a
    /// twelfth of the processor time under load. It reads this from the environment only.
    /// </summary>
    private const string YoungHeapVariable = "DOTNET_GCgen0size", YoungHeapBytes = "0x4000000";

    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Task _log;

    private NodeProcess(Process process, Task log) => (_process, _log) = (process, log);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <param name="program">The node's assembly, <c>ledger-node.dll</c>.</param>
    public static NodeProcess Start(string program, string configuration, params string[] more)
    {
        var folder = Path.GetDirectoryName(configuration)!;
        var start = new ProcessStartInfo("dotnet", [program, "--config", configuration, .. more])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.TryAdd(YoungHeapVariable, YoungHeapBytes);
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        return new(process, LogAsync(process, Path.Combine(folder, "node.log")));
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>As a power cut would: no handler of the process runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _log;
    }

    /// <summary>Asks the node to end, and kills it if it does not.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            using var ask = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await ask.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(GracePeriod);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        await _log;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private static async Task LogAsync(Process process, string file)
    {
        await using var log = new StreamWriter(file, append: true) { AutoFlush = true };
        var gate = TextWriter.Synchronized(log);
        await Task.WhenAll(CopyAsync(process.StandardOutput, gate), CopyAsync(process.StandardError, gate));
    }

    private static async Task CopyAsync(StreamReader from, TextWriter to)
    {
        while (await from.ReadLineAsync() is { } line)
            await to.WriteLineAsync(line);
    }
}
