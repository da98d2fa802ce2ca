using System.CommandLine;
using System.Globalization;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Client.Signing;
using Ledger.Client.Simulations;
using Ledger.Client.Submission;
using Ledger.Model.Policies;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet exchange</c>: turns one brand's points into another's at an agreed rate.</summary>
internal sealed class WalletExchangeCommand : LedgerCommand
{
    private readonly Argument<string> _amount = new("amount") { Description = "How many points to give." };

    private readonly Argument<string[]> _path = new("tokens")
    {
        Description = "Of which brand, and which one is wanted; up to two more in between.", Arity = new(2, 4),
    };

    private readonly Option<string?> _quote = new("--quote")
    {
        Description = "A firm quote that the other brand gave for just this: hold1….",
    };

    private readonly Option<bool> _yes = new("--yes", "-y")
    {
        Description = "Sign without asking, as is needed where the password comes from standard input.",
    };

    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();
    private readonly SendingOptions _sending = SendingOptions.ForOne();

    public WalletExchangeCommand()
        : base(
            "exchange",
            "Shows what arrives for an amount, at which rate and until when it is good, asks, and only then signs: for exactly "
            + "that or more.",
            "ledger wallet exchange 300 MILES REELS --wallet ada.key")
    {
        Arguments.Add(_amount);
        Arguments.Add(_path);
        Options.Add(_quote);
        Options.Add(_yes);
        _wallet.AddTo(this);
        _sending.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        HoldId? quote = run.Find(_quote) is { } text ? Spelling.Hold(text) : null;
        var path = run.Get(_path);
        using var signer = _wallet.Open(run);
        var account = SigningAccount.Of(signer);
        using var client = _connection.Connect(run);
        var (_, amount) = await Spelling.AmountAsync(client, run.Get(_amount), path[0], cancellationToken);
        var exchange = new Operation.Exchange(account.Id, [.. path.Select(Spelling.Ticker)], amount, Amount.Zero, quote);
        var simulation = await SimulateAsync(client, account, exchange, cancellationToken);
        if (simulation.Result is TransactionResult.Failed failed)
            return SimulationPrinting.Fail(run, simulation, failed);
        var preview = new ExchangePreview(simulation, account.Id);
        foreach (var line in preview.Lines())
            await run.Notes.WriteLineAsync(line);
        if (quote is { } id)
            await ShowTermAsync(run, client.OpenWallet(account), id, cancellationToken);
        if (!run.Get(_yes) && !_sending.IsUnsigned(run) && !await AgreesAsync(run, cancellationToken))
            return ExitCode.Rejected;
        var transaction = client.Author(account.Id).Add(exchange with { MinReceive = preview.Arriving });
        return await _sending.FinishAsync(run, client, transaction, [account], cancellationToken);
    }

    private static async Task<Simulation> SimulateAsync(
        LedgerClient client, SigningAccount account, Operation.Exchange exchange, CancellationToken cancellationToken)
    {
        var draft = client.Author(account.Id).Add(exchange).Build();
        Policy[] policies = account.FirstPolicy is { } policy ? [policy] : [];
        return (await client.SimulateAsync(draft, policies, cancellationToken)).Value;
    }

    private static async Task ShowTermAsync(
        CommandRun run, Client.Wallets.LedgerWallet wallet, HoldId quote, CancellationToken cancellationToken)
    {
        var holds = (await wallet.GetAccountAsync(cancellationToken)).Value.Holds;
        if (holds.FirstOrDefault(hold => hold.Id == quote) is { } open)
        {
            await run.Notes.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"The quote is firm until {open.ExpiresAt:HH:mm:ss} UTC."));
        }
    }

    private static async Task<bool> AgreesAsync(CommandRun run, CancellationToken cancellationToken)
    {
        await run.Notes.WriteAsync("Exchange? [y/N] ");
        var answer = await Console.In.ReadLineAsync(cancellationToken);
        if (answer?.Trim() is "y" or "Y" or "yes")
            return true;
        await run.Notes.WriteLineAsync("Nothing was signed.");
        return false;
    }
}
