using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Signing;
using Ledger.Model.Transactions;

namespace Ledger.Cli.Rates;

/// <summary><c>ledger rate amend</c>: other terms for an agreement.</summary>
internal sealed class RateAmendCommand : LedgerCommand
{
    private readonly Option<bool> _alone = new("--alone")
    {
        Description = "Sign and send it as the paying company alone: it must be an improvement.",
    };

    private readonly Option<int> _validSeconds = new("--valid-seconds")
    {
        Description = "How long the other company may take to sign and send it.", DefaultValueFactory = _ => 600,
    };

    private readonly PairArguments _pair = new();
    private readonly TermsOptions _terms = new();
    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();

    public RateAmendCommand()
        : base(
            "amend",
            "Gives an agreement other terms. An improvement that the paying company signs alone takes effect at "
            + "once; anything else needs both, and its notice.",
            "ledger rate amend MILES REELS --rate 2 3 --min 10 --max 5000 --corridor 100000 --per-account 5000 "
            + "--position 500000 --alone --wallet issuing.key")
    {
        _pair.AddTo(this);
        _terms.AddTo(this);
        Options.Add(_alone);
        Options.Add(_validSeconds);
        _wallet.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (given, taken) = _pair.Read(run);
        using var signer = _wallet.Open(run);
        var account = SigningAccount.Of(signer);
        using var client = _connection.Connect(run);
        var terms = await _terms.ReadAsync(run, client, (given, taken), cancellationToken);
        var draft = client.Author(account.Id)
            .Add(new Operation.AmendRate(given, taken, terms, IsByPayerAlone: run.Get(_alone)))
            .ValidFor(TimeSpan.FromSeconds(run.Get(_validSeconds)))
            .Build();
        var signed = await draft.SignAsync([account], cancellationToken);
        return run.Get(_alone)
            ? ResultPrinting.Print(run, await client.SubmitAsync(signed.Complete(), cancellationToken))
            : await SendingOptions.PrintAsync(run, signed);
    }
}
