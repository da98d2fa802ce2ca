using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Histories;
using Ledger.Client.Tokens;
using Ledger.Cryptography.Text;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet history</c>: an account's past.</summary>
internal sealed class WalletHistoryCommand : LedgerCommand
{
    private readonly Argument<string?> _account = new("account")
    {
        Description = "Another account than the wallet's; for members and auditors, with their certificate.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _tokens = new("--token")
    {
        Description = "Only what moved this token; may stand several times.",
    };

    private readonly Option<string[]> _operations = new("--operation")
    {
        Description = "Only operations of this kind: mint, transfer, redeem, swap, …, or sweep for expiry and activation.",
    };

    private readonly Option<int> _count = new("--count")
    {
        Description = "How many entries at most.", DefaultValueFactory = _ => 50,
    };

    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();

    public WalletHistoryCommand()
        : base(
            "history",
            "Lists what happened to an account, latest first.",
            "ledger wallet history --wallet ada.key --password-file password --token MILES --count 10")
    {
        Arguments.Add(_account);
        Options.Add(_tokens);
        Options.Add(_operations);
        Options.Add(_count);
        _wallet.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var count = Spelling.Within(_count, run.Get(_count), 1, int.MaxValue);
        var query = new HistoryQuery
        {
            Tokens = [.. (run.Find(_tokens) ?? []).Select(Spelling.Ticker)],
            Operations = [.. run.Find(_operations) ?? []],
            PageSize = Math.Min(count, 500),
        };
        using var client = _connection.Connect(run);
        using var signer = run.Find(_account) is null ? _wallet.Open(run) : null;
        var history = signer is null
            ? client.ReadHistoryAsync(Spelling.Account(run.Find(_account)!), query, cancellationToken)
            : client.OpenWallet(signer).ReadHistoryAsync(query, cancellationToken);
        var entries = await history.Take(count).ToArrayAsync(cancellationToken);
        run.Printer.Rows<HistoryEntry>(
            entries,
            new("height", each => each.Height.Value, IsNumber: true),
            new("time", each => each.Time),
            new("moved", each => string.Join(", ", each.Movements.Select(Describe))),
            new("what", each => string.Join("; ", each.Text)),
            new("reason", each => each.IsSuccess ? null : each.Reason),
            new("transaction", each => each.Transaction is { } id ? TextForm.Transaction.Write(id.Value) : null));
        return ExitCode.Done;
    }

    private static string Describe(AmountMoved moved)
    {
        var amount = $"{AmountText.Write(moved.Amount, moved.Scale)} {moved.Token}";
        return moved.Kind switch
        {
            Model.Outcomes.MovementKind.Credit => $"+{amount}",
            Model.Outcomes.MovementKind.Debit => $"-{amount}",
            var kind => $"{kind.ToString().ToLowerInvariant()} {amount}",
        };
    }
}
