using System.Diagnostics;

namespace Ledger.Node.Tests;

/// <summary>The node's program, run until it ends.</summary>
internal static class NodeProgram
{
    public const int Done = 0, Failed = 1, Usage = 2;

    /// <summary>Only says when a test has failed, so it is generous.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ledger-node.dll");

    public static Task<Ended> RunAsync(params string[] arguments) => RunAsync(arguments, environment: []);

    public static async Task<Ended> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Deadline);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return new(process.ExitCode, await output, await errors);
    }

    /// <param name="Output">What it printed, log included.</param>
    internal sealed record Ended(int Code, string Output, string Errors)
    {
        /// <summary>
        /// It ended because it refused to start, and said so in words: with all of these, and with no stack trace.
        /// </summary>
        public void AssertRefused(params IEnumerable<string> texts)
        {
            Assert.All(texts, text => Assert.Contains(text, Errors, StringComparison.Ordinal));
            Assert.DoesNotContain("   at ", Errors + Output, StringComparison.Ordinal);
            Assert.Equal(Failed, Code);
        }
    }
}
