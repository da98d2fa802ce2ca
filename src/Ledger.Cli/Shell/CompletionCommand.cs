using System.CommandLine;
using Ledger.Cli.Invocation;

namespace Ledger.Cli.Shell;

/// <summary><c>ledger completion</c>: lets a shell complete commands and options.</summary>
internal sealed class CompletionCommand : LedgerCommand
{
    private readonly Argument<string> _shell = new("shell") { Description = "bash, zsh or fish." };

    public CompletionCommand()
        : base(
            "completion",
            "Prints what makes a shell complete commands and options; the program itself is asked for them.",
            "ledger completion bash")
    {
        _shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Arguments.Add(_shell);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        await run.Parsed.InvocationConfiguration.Output.WriteLineAsync(run.Get(_shell) switch
        {
            "bash" => """
                _ledger() { COMPREPLY=($(compgen -W "$(ledger "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}")); }
                complete -o default -F _ledger ledger
                """,
            "zsh" => """
                _ledger() { compadd -- ${(f)"$(ledger "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"}; _files }
                compdef _ledger ledger
                """,
            _ => """
                complete -c ledger -a '(ledger "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
                """,
        });
        return ExitCode.Done;
    }
}
