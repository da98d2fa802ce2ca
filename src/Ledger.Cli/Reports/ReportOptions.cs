using System.CommandLine;
using System.Text.Json.Nodes;
using Ledger.Cli.Invocation;
using Ledger.Cryptography.Text;
using Ledger.Model.Values;

namespace Ledger.Cli.Reports;

/// <summary>Of which height a report is, and how transactions stand in it.</summary>
internal sealed class ReportOptions
{
    private readonly Option<ulong?> _height = new("--height")
    {
        Description = "The height that the report is for; without it the newest of the node that answers. Any node prints "
            + "the same bytes for the same height.",
    };

    public void AddTo(Command command) => command.Options.Add(_height);

    public Height? Read(CommandRun run) => run.Find(_height) is { } height ? new Height(height) : null;

    /// <summary>How many, for people; all of them, for programs.</summary>
    public static object Of(CommandRun run, IEnumerable<TransactionId> transactions)
    {
        if (run.Printer.IsForPeople)
            return transactions.Count();
        var texts = transactions.Select(id => TextForm.Transaction.Write(id.Value));
        return run.Printer.HasLists ? new JsonArray([.. texts.Select(text => JsonValue.Create(text))]) : string.Join(' ', texts);
    }
}
