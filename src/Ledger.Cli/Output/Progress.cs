using Spectre.Console;

namespace Ledger.Cli.Output;

/// <summary>Shows how far long work is, on standard error, and only where somebody looks at a terminal.</summary>
internal static class Progress
{
    /// <param name="work">Reports the part that is done, from 0 to 1.</param>
    public static Task<T> ShowAsync<T>(string title, Func<IProgress<double>, Task<T>> work) =>
        ShowAsync(title, (IProgress<Step> bar) => work(new Parts(bar)));

    /// <param name="work">Reports how far it is, and a word about it.</param>
    public static Task<T> ShowAsync<T>(string title, Func<IProgress<Step>, Task<T>> work)
    {
        if (!Terminal.IsTerminal)
            return work(new Nowhere());
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).StartAsync(context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: 1);
            return work(new Bar(task, title));
        });
    }

    private sealed class Parts(IProgress<Step> bar) : IProgress<double>
    {
        public void Report(double value) => bar.Report(new(value, null));
    }

    private sealed class Nowhere : IProgress<Step>
    {
        public void Report(Step value)
        {
            // Nobody looks.
        }
    }

    private sealed class Bar(ProgressTask task, string title) : IProgress<Step>
    {
        public void Report(Step value)
        {
            task.Value = value.Part;
            if (value.Note is { } note)
                task.Description = Markup.Escape($"{title}: {note}");
        }
    }
}

/// <param name="Part">What is done, from 0 to 1; the time that is left follows from it.</param>
/// <param name="Note">A word about it, or null.</param>
internal readonly record struct Step(double Part, string? Note);
