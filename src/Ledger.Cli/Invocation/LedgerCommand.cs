using System.CommandLine;

namespace Ledger.Cli.Invocation;

/// <summary>
/// One command, in one file: its options as fields, its work in <see cref="RunAsync"/>. What can go wrong everywhere is
/// turned into an exit code and a sentence in <see cref="CommandRun"/>, so a command deals with its own matters only.
/// </summary>
internal abstract class LedgerCommand : Command
{
    /// <param name="summary">What it does, in a sentence or two.</param>
    /// <param name="example">A whole command line, as somebody would type it.</param>
    protected LedgerCommand(string name, string summary, string example)
        : base(name, $"{summary}\n\nExample:\n  {example}")
    {
        SetAction((parsed, cancellationToken) => CommandRun.RunAsync(this, parsed, cancellationToken));
    }

    /// <summary>Does the work.</summary>
    internal abstract Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken);
}
