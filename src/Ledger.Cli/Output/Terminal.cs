namespace Ledger.Cli.Output;

/// <summary>
/// What the process writes to: a terminal, which has a width and can show progress, or something else.
/// </summary>
internal static class Terminal
{
    public static bool IsTerminal => !Console.IsErrorRedirected;

    /// <summary>
    /// In characters; null if the writer is no terminal, so that nothing is left out where nobody looks.
    /// </summary>
    public static int? WidthOf(TextWriter writer) =>
        !Console.IsOutputRedirected && ReferenceEquals(writer, Console.Out) && Console.WindowWidth > 0
            ? Console.WindowWidth
            : null;
}
