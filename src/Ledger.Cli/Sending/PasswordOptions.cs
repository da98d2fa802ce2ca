using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Keys.Files;

namespace Ledger.Cli.Sending;

/// <summary>Where the password of key files comes from: a private file or standard input, and nothing else.</summary>
internal sealed class PasswordOptions
{
    private const string Variable = "LEDGER_PASSWORD_FILE";

    private readonly Option<string?> _file = new("--password-file")
    {
        Description = "A file of mode 0600 whose first line opens key files, or - for standard input. "
            + $"Default: ${Variable}, then standard input.",
        HelpName = "file",
    };

    public void AddTo(Command command) => command.Options.Add(_file);

    /// <summary>Of a key that exists. The caller disposes it.</summary>
    public Password Open(CommandRun run) => Open(run, typed => typed.Ask());

    /// <summary>Of a key that is to be made. The caller disposes it.</summary>
    public Password OpenNew(CommandRun run) => Open(run, typed => typed.AskNew());

    private Password Open(CommandRun run, Func<TypedPassword, Password> ask)
    {
        var path = run.Find(_file) ?? Environment.GetEnvironmentVariable(Variable) ?? "-";
        if (path is not "-")
            return Password.FromFile(path);
        if (!Console.IsInputRedirected)
            return ask(new(run.Notes, () => Console.ReadKey(intercept: true)));
        using var input = Console.OpenStandardInput();
        return Password.FromStream(input);
    }
}
