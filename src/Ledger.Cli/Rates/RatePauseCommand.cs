using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Signing;
using Ledger.Model.Transactions;

namespace Ledger.Cli.Rates;

/// <summary><c>ledger rate pause</c>: stops exchanges at once, or takes that back.</summary>
internal sealed class RatePauseCommand : LedgerCommand
{
    private readonly Option<ushort> _member = new("--member")
    {
        Description = "Registry index of the company that acts; see `ledger member list`.", Required = true,
    };

    private readonly Option<bool> _resume = new("--resume") { Description = "Take one's own pause back." };
    private readonly PairArguments _pair = new();
    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();
    private readonly SendingOptions _sending = new();

    public RatePauseCommand()
        : base(
            "pause",
            "Stops exchanges by an agreement at once; either company may, and takes its own pause back with --resume. Quotes "
            + "that are open stay good.",
            "ledger rate pause MILES REELS --member 2 --wallet issuing.key")
    {
        _pair.AddTo(this);
        Options.Add(_member);
        Options.Add(_resume);
        _wallet.AddTo(this);
        _sending.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (given, taken) = _pair.Read(run);
        using var signer = _wallet.Open(run);
        var account = SigningAccount.Of(signer);
        using var client = _connection.Connect(run);
        var pause = new Operation.PauseRate(given, taken, run.Get(_member), IsPaused: !run.Get(_resume));
        return await _sending.FinishAsync(run, client, client.Author(account.Id).Add(pause), [account], cancellationToken);
    }
}
