using Spectre.Console;

namespace Ledger.Cli.Output;

/// <summary>What the process writes to: a terminal, which has a width and can show progress, or something else.</summary>
internal static class Terminal
{
    /// <summary>Wide enough that no id is cut where nobody looks.</summary>
    private const int WidthElsewhere = 400;

    public static bool IsTerminal => !Console.IsErrorRedirected;

    public static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        var isElsewhere = Console.IsOutputRedirected || !ReferenceEquals(writer, Console.Out);
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isElsewhere ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        if (isElsewhere)
            console.Profile.Width = WidthElsewhere;
        return console;
    }
}
