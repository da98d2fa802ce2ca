using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet capture</c>: takes what somebody set aside.</summary>
internal sealed class WalletCaptureCommand : SigningCommand
{
    private readonly Argument<string> _hold = new("hold") { Description = "Which hold: hold1…." };
    private readonly AmountArguments _points = new("How many of the points; the rest goes back.");

    public WalletCaptureCommand()
        : base(
            "capture",
            "Takes points out of a hold for its payee, and ends it. For the payee, or the arbiter.",
            "ledger wallet capture hold1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqyxsuay 80 MILES --wallet shop.key",
            SendingOptions.ForOne())
    {
        Arguments.Add(_hold);
        _points.AddTo(this);
        AddSending();
    }

    protected override async Task<Operation> MakeAsync(
        CommandRun run, LedgerClient client, AccountId account, CancellationToken cancellationToken)
    {
        var hold = Spelling.Hold(run.Get(_hold));
        var (_, amount) = await _points.ReadAsync(run, client, cancellationToken);
        return new Operation.Capture(hold, account, amount);
    }
}
