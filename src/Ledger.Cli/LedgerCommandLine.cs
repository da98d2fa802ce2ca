using System.CommandLine;
using System.CommandLine.Parsing;
using Ledger.Cli.Audit;
using Ledger.Cli.Events;
using Ledger.Cli.Invocation;
using Ledger.Cli.Keys;
using Ledger.Cli.Member;
using Ledger.Cli.Node;
using Ledger.Cli.Rates;
using Ledger.Cli.Reports;
using Ledger.Cli.Shell;
using Ledger.Cli.Tokens;
using Ledger.Cli.Tx;
using Ledger.Cli.Wallet;

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
        AuditNoun(),
        RatesNoun(),
        ReportsNoun(),
        WalletsNoun(),
        TransactionsNoun(),
        TokensNoun(),
        MembersNoun(),
        NodesNoun(),
        EventsNoun(),
        KeysNoun(),
        new CompletionCommand(),
    };

    /// <summary>The words of the command that was typed, without <c>ledger</c>.</summary>
    public static string PathOf(ParseResult parsed)
    {
        var words = new Stack<string>();
        for (SymbolResult? result = parsed.CommandResult; result?.Parent is not null; result = result.Parent)
            words.Push(((CommandResult)result).Command.Name);
        return string.Join(' ', words);
    }

    private static Command AuditNoun() => new("audit", "Whether a chain is what it claims to be.")
    {
        new AuditVerifyCommand(),
        new AuditExportCommand(),
    };

    private static Command RatesNoun() => new("rate", "What brands have agreed to exchange their units at.")
    {
        new RateShowCommand(),
        new RateAgreeCommand(),
        new RateAmendCommand(),
        RatePauseCommand.Pause(),
        RatePauseCommand.Resume(),
        new RateQuoteCommand(),
    };

    private static Command ReportsNoun() => new("report", "Figures for members and auditors, each with its transactions.")
    {
        new ReportPositionsCommand(),
        new ReportCorridorsCommand(),
    };

    private static Command WalletsNoun() => new("wallet", "An account of one's own.")
    {
        new WalletNewCommand(),
        new WalletShowCommand(),
        new WalletHistoryCommand(),
        new WalletPayCommand(),
        new WalletRedeemCommand(),
        new WalletSwapCommand(),
        new WalletExchangeCommand(),
        new WalletHoldCommand(),
        new WalletCaptureCommand(),
        new WalletReleaseCommand(),
    };

    private static Command TransactionsNoun() => new("tx", "Transactions as bytes: to sign together, send, and follow.")
    {
        new TxDecodeCommand(),
        new TxSignCommand(),
        new TxSubmitCommand(),
        new TxShowCommand(),
        new TxWaitCommand(),
    };

    private static Command TokensNoun() => new("token", "Brands and their units.")
    {
        new TokenListCommand(),
        new TokenShowCommand(),
        new TokenRegisterCommand(),
        new TokenMintCommand(),
        new TokenCountersignCommand(),
    };

    private static Command MembersNoun() => new("member", "The companies that keep the book.")
    {
        new MemberListCommand(),
    };

    private static Command NodesNoun() => new("node", "What a node does, and how it is.")
    {
        new NodeStatusCommand(),
        new NodeWhyStalledCommand(),
        new NodeEvidenceCommand(),
    };

    private static Command EventsNoun() => new("events", "What happens on the ledger.")
    {
        new EventsFollowCommand(),
    };

    private static Command KeysNoun() => new("keys", "Key files of nodes, issuers and wallets.")
    {
        new KeysNewCommand(),
        new KeysShowCommand(),
    };
}
