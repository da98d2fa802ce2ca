using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet hold</c>: sets points aside for somebody.</summary>
internal sealed class WalletHoldCommand : SigningCommand
{
    private const int MinutesMax = 30 * 24 * 60;

    private readonly Argument<string> _payee = new("payee") { Description = "The account that may capture them." };
    private readonly AmountArguments _points = new();

    private readonly Option<int> _minutes = new("--minutes")
    {
        Description = $"After how long they come back by themselves, at most {MinutesMax}.", DefaultValueFactory = _ => 60,
    };

    private readonly Option<string?> _arbiter = new("--arbiter")
    {
        Description = "An account that may decide in the payee's place: capture for it, or release.",
    };

    private readonly Option<bool> _releasable = new("--releasable") { Description = "The wallet may take them back before." };

    public WalletHoldCommand()
        : base(
            "hold",
            "Sets points aside that one payee may capture, all or a part, until the time is over. `ledger wallet show --holds` "
            + "lists them.",
            "ledger wallet hold acc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq4u5c9n 120 MILES --minutes 30 --wallet ada.key",
            SendingOptions.ForOne())
    {
        Arguments.Add(_payee);
        _points.AddTo(this);
        Options.Add(_minutes);
        Options.Add(_arbiter);
        Options.Add(_releasable);
        AddSending();
    }

    protected override async Task<Operation> MakeAsync(
        CommandRun run, LedgerClient client, AccountId account, CancellationToken cancellationToken)
    {
        var payee = Spelling.Account(run.Get(_payee));
        AccountId? arbiter = run.Find(_arbiter) is { } text ? Spelling.Account(text) : null;
        var minutes = Spelling.Within(_minutes, run.Get(_minutes), 1, MinutesMax);
        var (token, amount) = await _points.ReadAsync(run, client, cancellationToken);
        var expiresAt = DateTimeOffset.UtcNow.AddMinutes(minutes).ToTimestamp();
        return new Operation.Hold(account, payee, arbiter, token, amount, expiresAt, run.Get(_releasable));
    }
}
