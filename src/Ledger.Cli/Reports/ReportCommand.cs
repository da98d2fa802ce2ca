using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Client.Answers;
using Ledger.Cryptography.Text;
using Ledger.Model.Values;

namespace Ledger.Cli.Reports;

/// <summary>
/// A report of one height, which any node prints alike: a line for each figure, or what it is made of.
/// </summary>
internal abstract class ReportCommand<TLine> : LedgerCommand
{
    private readonly Option<ulong?> _height = new("--height")
    {
        Description = "The height that the report is for; without it the newest of the node that answers. Any node prints "
            + "the same bytes for the same height.",
    };

    private readonly Option<bool> _details;
    private readonly ConnectionOptions _connection = new();

    /// <param name="details">Asks for what the figures are made of.</param>
    protected ReportCommand(string name, string summary, string example, Option<bool> details)
        : base(name, summary, example)
    {
        _details = details;
        Options.Add(_details);
        Options.Add(_height);
        _connection.AddTo(this);
    }

    internal sealed override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        Height? height = run.Find(_height) is { } number ? new Height(number) : null;
        using var client = _connection.Connect(run);
        var lines = (await AskAsync(client, height, cancellationToken)).Value;
        if (run.Get(_details))
            PrintDetails(run, lines);
        else
            Print(run, lines);
        return ExitCode.Done;
    }

    protected abstract Task<Answer<ImmutableArray<TLine>>> AskAsync(
        LedgerClient client, Height? height, CancellationToken cancellationToken);

    protected abstract void Print(CommandRun run, ImmutableArray<TLine> lines);

    protected abstract void PrintDetails(CommandRun run, ImmutableArray<TLine> lines);

    /// <summary>How many, for people; all of them, for programs.</summary>
    protected static object Write(CommandRun run, IEnumerable<TransactionId> transactions)
    {
        if (run.Printer.IsForPeople)
            return transactions.Count();
        var texts = transactions.Select(id => TextForm.Transaction.Write(id.Value));
        return run.Printer.HasLists ? new JsonArray([.. texts.Select(text => JsonValue.Create(text))]) : string.Join(' ', texts);
    }

    /// <summary>Rounded down; none where nothing is agreed.</summary>
    protected static object? Percent(Amount used, Amount limit) =>
        limit.IsZero ? null : (ulong)((UInt128)used.Units * 100 / limit.Units);
}
