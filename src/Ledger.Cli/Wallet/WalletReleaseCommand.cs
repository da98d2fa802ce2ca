using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet release</c>: lets go of what was set aside.</summary>
internal sealed class WalletReleaseCommand : SigningCommand
{
    private readonly Argument<string> _hold = new("hold") { Description = "Which hold: hold1…." };

    public WalletReleaseCommand()
        : base(
            "release",
            "Gives all points of a hold back and ends it. For the payee, the arbiter, and the holder where the hold says so.",
            "ledger wallet release hold1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqyxsuay --wallet shop.key",
            SendingOptions.ForOne())
    {
        Arguments.Add(_hold);
        AddSending();
    }

    protected override Task<Operation> MakeAsync(
        CommandRun run, LedgerClient client, AccountId account, CancellationToken cancellationToken) =>
        Task.FromResult<Operation>(new Operation.Release(Spelling.Hold(run.Get(_hold)), account));
}
