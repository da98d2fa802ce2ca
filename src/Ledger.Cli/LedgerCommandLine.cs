using System.CommandLine;
using Ledger.Cli.Audit;
using Ledger.Cli.Invocation;
using Ledger.Cli.Node;
using Ledger.Cli.Rates;
using Ledger.Cli.Reports;

namespace Ledger.Cli;

/// <summary>All commands: a noun, then a verb. A new command is one file and one line here.</summary>
internal static class LedgerCommandLine
{
    public static RootCommand Create() => new("The command line of LedgerNode. Exit codes: 0 done, 1 verification "
        + "failed, 2 usage, 3 unreachable, 4 rejected for good, 5 outcome unknown.")
    {
        GlobalOptions.Output,
        new DevnetCommand(),
        new BenchCommand(),
        new Command("audit", "Whether a chain is what it claims to be.")
        {
            new AuditVerifyCommand(),
            new AuditExportCommand(),
        },
        new Command("rate", "What brands have agreed to exchange their units at.")
        {
            new RateShowCommand(),
        },
        new Command("report", "Figures for members and auditors, each with its transactions.")
        {
            new ReportPositionsCommand(),
            new ReportCorridorsCommand(),
        },
        new Command("node", "What a node does, and how it is.")
        {
            new NodeStatusCommand(),
        },
    };
}
