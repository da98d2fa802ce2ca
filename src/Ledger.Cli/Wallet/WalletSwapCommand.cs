using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Signing;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet swap</c>: offers to give something for something else.</summary>
internal sealed class WalletSwapCommand : LedgerCommand
{
    private readonly Argument<string> _with = new("with") { Description = "The account to swap with." };

    private readonly Option<string[]> _give = new("--give")
    {
        Description = "What the wallet gives: an amount and a ticker.", Arity = new(2, 2), Required = true, AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _take = new("--take")
    {
        Description = "What it gets: an amount and a ticker.", Arity = new(2, 2), Required = true, AllowMultipleArgumentsPerToken = true,
    };

    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();
    private readonly SendingOptions _sending = SendingOptions.ForOffers();

    public WalletSwapCommand()
        : base(
            "swap",
            "Signs an offer to swap and prints it. The other side adds its signature with `ledger tx sign`, and either "
            + "sends it with `ledger tx submit`: all of it happens, or none.",
            "ledger wallet swap acc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq6xvhcz --give 100 MILES --take 30 BEANS "
            + "--wallet ada.key")
    {
        Arguments.Add(_with);
        Options.Add(_give);
        Options.Add(_take);
        _wallet.AddTo(this);
        _sending.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var other = Spelling.Account(run.Get(_with));
        using var signer = _wallet.Open(run);
        var account = SigningAccount.Of(signer);
        using var client = _connection.Connect(run);
        var (given, amountGiven) = await Spelling.AmountAsync(
            client, run.Get(_give)[0], run.Get(_give)[1], cancellationToken);
        var (taken, amountTaken) = await Spelling.AmountAsync(
            client, run.Get(_take)[0], run.Get(_take)[1], cancellationToken);
        var offer = client.Author(account.Id)
            .Swap(new(account.Id, other, given, amountGiven), new(other, account.Id, taken, amountTaken));
        return await _sending.OfferAsync(run, client, offer, [account], cancellationToken);
    }
}
