using Spectre.Console;

namespace Ledger.Cli.Output;

/// <summary>Shows how far long work is, on standard error, and only where somebody looks at a terminal.</summary>
internal static class Progress
{
    /// <param name="work">Reports the part that is done, from 0 to 1.</param>
    public static Task<T> ShowAsync<T>(string title, Func<IProgress<double>, Task<T>> work)
    {
        if (!Terminal.IsTerminal)
            return work(new Nowhere());
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).StartAsync(context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: 1);
            return work(new Bar(task));
        });
    }

    private sealed class Nowhere : IProgress<double>
    {
        public void Report(double value)
        {
            // Nobody looks.
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
