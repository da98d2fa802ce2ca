using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Devnet.Bench;

namespace Ledger.Cli;

/// <summary><c>ledger bench compare</c>: two results of <c>ledger bench</c> and the ratios of their figures.</summary>
internal sealed class BenchCompareCommand : LedgerCommand
{
    private readonly Argument<string> _before = new("before") { Description = "A result that was saved before." };
    private readonly Argument<string> _after = new("after") { Description = "A result that was saved afterwards." };

    public BenchCompareCommand()
        : base("compare", "Compares two saved results, figure by figure.", "ledger bench compare before.json after.json")
    {
        Arguments.Add(_before);
        Arguments.Add(_after);
    }

    internal override Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var figures = BenchComparison.Compare(BenchResult.Load(run.Get(_before)), BenchResult.Load(run.Get(_after)));
        run.Printer.Rows<ComparedFigure>(
            figures,
            new("figure", figure => figure.Name),
            new("before", figure => Math.Round(figure.Before, 3), IsNumber: true),
            new("after", figure => Math.Round(figure.After, 3), IsNumber: true),
            new("ratio", figure => figure.Ratio is { } ratio ? Math.Round(ratio, 3) : null, IsNumber: true),
            new("better", figure => figure.IsBetter));
        return Task.FromResult(ExitCode.Done);
    }
}
