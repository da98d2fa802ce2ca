using System.Collections.Immutable;
using System.Globalization;
using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Client.Answers;
using Ledger.Client.Reports;
using Ledger.Client.Tokens;
using Ledger.Cryptography.Text;
using Ledger.Model.Values;

namespace Ledger.Cli.Reports;

/// <summary><c>ledger report corridors</c>: how much of each corridor is used today.</summary>
internal sealed class ReportCorridorsCommand : ReportCommand<CorridorLine>
{
    public ReportCorridorsCommand()
        : base(
            "corridors",
            "Says how much of each agreement's daily corridor is used, by which exchanges. For members and auditors.",
            "ledger report corridors --output json --certificate auditor.pem",
            details: new("--accounts") { Description = "What each account used of them." })
    {
    }

    protected override Task<Answer<ImmutableArray<CorridorLine>>> AskAsync(
        LedgerClient client, Height? height, CancellationToken cancellationToken) =>
        client.ReportCorridorsAsync(height, cancellationToken);

    protected override void Print(CommandRun run, ImmutableArray<CorridorLine> lines) => run.Printer.Rows(
        lines,
        new("given", line => line.Given.ToString()),
        new("taken", line => line.Taken.ToString()),
        new("day", line => line.Day.ToString("O", CultureInfo.InvariantCulture)),
        new("used", line => AmountText.Write(line.Used, line.Scale), IsNumber: true),
        new("limit", line => AmountText.Write(line.Limit, line.Scale), IsNumber: true),
        new("usedPercent", line => Percent(line.Used, line.Limit), IsNumber: true, IsSpare: true),
        new("limitPerAccount", line => AmountText.Write(line.LimitPerAccount, line.Scale), IsNumber: true, IsSpare: true),
        new("accounts", line => line.Accounts.Length, IsNumber: true),
        new("transactions", line => Write(run, line.Transactions), IsNumber: true));

    protected override void PrintDetails(CommandRun run, ImmutableArray<CorridorLine> lines) => run.Printer.Rows(
        [.. lines.SelectMany(line => line.Accounts, (line, use) => (Line: line, Use: use))],
        new("given", row => row.Line.Given.ToString()),
        new("taken", row => row.Line.Taken.ToString()),
        new("day", row => row.Line.Day.ToString("O", CultureInfo.InvariantCulture)),
        new("account", row => TextForm.Account.Write(row.Use.Account.Value)),
        new("used", row => AmountText.Write(row.Use.Used, row.Line.Scale), IsNumber: true),
        new("limitPerAccount", row => AmountText.Write(row.Line.LimitPerAccount, row.Line.Scale), IsNumber: true, IsSpare: true));
}
