using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet swap</c>: offers to give something for something else.</summary>
internal sealed class WalletSwapCommand : SigningCommand
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

    public WalletSwapCommand()
        : base(
            "swap",
            "Signs an offer to swap and prints it. The other side adds its signature with `ledger tx sign`, and either "
            + "sends it with `ledger tx submit`: all of it happens, or none.",
            "ledger wallet swap acc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq4u5c9n --give 100 MILES --take 30 BEANS "
            + "--wallet ada.key",
            SendingOptions.ForOffers())
    {
        Arguments.Add(_with);
        Options.Add(_give);
        Options.Add(_take);
        AddSending();
    }

    protected override bool IsOffer(CommandRun run) => true;

    protected override async Task<Operation> MakeAsync(
        CommandRun run, LedgerClient client, AccountId account, CancellationToken cancellationToken)
    {
        var other = Spelling.Account(run.Get(_with));
        var (given, amountGiven) = await Spelling.AmountAsync(
            client, run.Get(_give)[0], run.Get(_give)[1], cancellationToken);
        var (taken, amountTaken) = await Spelling.AmountAsync(
            client, run.Get(_take)[0], run.Get(_take)[1], cancellationToken);
        return new Operation.Swap(
            [new(account, other, given, amountGiven), new(other, account, taken, amountTaken)]);
    }
}
