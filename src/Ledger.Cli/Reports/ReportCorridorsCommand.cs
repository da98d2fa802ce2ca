using System.CommandLine;
using System.Globalization;
using Ledger.Cli.Invocation;
using Ledger.Client.Reports;
using Ledger.Client.Tokens;
using Ledger.Cryptography.Text;

namespace Ledger.Cli.Reports;

/// <summary><c>ledger report corridors</c>: how much of each corridor is used today.</summary>
internal sealed class ReportCorridorsCommand : LedgerCommand
{
    private readonly Option<bool> _accounts = new("--accounts") { Description = "What each account used of them." };
    private readonly ConnectionOptions _connection = new();
    private readonly ReportOptions _report = new();

    public ReportCorridorsCommand()
        : base(
            "corridors",
            "Says how much of each agreement's daily corridor is used, by which exchanges. For members and auditors.",
            "ledger report corridors --output json --certificate auditor.pem")
    {
        Options.Add(_accounts);
        _report.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.Connect(run);
        var lines = (await client.ReportCorridorsAsync(_report.Read(run), cancellationToken)).Value;
        if (run.Get(_accounts))
            PrintAccounts(run, lines);
        else
            Print(run, lines);
        return ExitCode.Done;
    }

    private static void Print(CommandRun run, IReadOnlyCollection<CorridorLine> lines) => run.Printer.Rows(
        lines,
        new("given", line => line.Given.ToString()),
        new("taken", line => line.Taken.ToString()),
        new("day", line => line.Day.ToString("O", CultureInfo.InvariantCulture)),
        new("used", line => AmountText.Write(line.Used, line.Scale), IsNumber: true),
        new("limit", line => AmountText.Write(line.Limit, line.Scale), IsNumber: true),
        new("usedPercent", line => ReportPositionsCommand.Percent(line.Used, line.Limit), IsNumber: true),
        new("limitPerAccount", line => AmountText.Write(line.LimitPerAccount, line.Scale), IsNumber: true),
        new("accounts", line => line.Accounts.Length, IsNumber: true),
        new("transactions", line => ReportOptions.Of(run, line.Transactions), IsNumber: true));

    private static void PrintAccounts(CommandRun run, IEnumerable<CorridorLine> lines) => run.Printer.Rows(
        [.. lines.SelectMany(line => line.Accounts, (line, use) => (Line: line, Use: use))],
        new("given", row => row.Line.Given.ToString()),
        new("taken", row => row.Line.Taken.ToString()),
        new("day", row => row.Line.Day.ToString("O", CultureInfo.InvariantCulture)),
        new("account", row => TextForm.Account.Write(row.Use.Account.Value)),
        new("used", row => AmountText.Write(row.Use.Used, row.Line.Scale), IsNumber: true),
        new("limitPerAccount", row => AmountText.Write(row.Line.LimitPerAccount, row.Line.Scale), IsNumber: true));
}
