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

    /// <summary>The caller disposes it.</summary>
    public Password Open(CommandRun run)
    {
        var path = run.Find(_file) ?? Environment.GetEnvironmentVariable(Variable) ?? "-";
        if (path is not "-")
            return Password.FromFile(path);
        if (!Console.IsInputRedirected)
            return Ask(run);
        using var input = Console.OpenStandardInput();
        return Password.FromStream(input);
    }

    /// <summary>At a terminal, without an echo.</summary>
    private static Password Ask(CommandRun run)
    {
        run.Notes.Write("Password: ");
        var typed = new List<byte>(Password.SizeMax);
        Span<byte> character = stackalloc byte[4];
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key && typed.Count < Password.SizeMax)
        {
            if (System.Text.Rune.TryCreate(key.KeyChar, out var rune))
                typed.AddRange(character[..rune.EncodeToUtf8(character)]);
        }

        run.Notes.WriteLine();
        var bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(typed);
        try
        {
            return bytes.IsEmpty ? throw new UsageException("A password has at least one character.") : new(bytes);
        }
        finally
        {
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
