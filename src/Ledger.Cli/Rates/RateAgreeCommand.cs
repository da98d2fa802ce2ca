using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Signing;
using Ledger.Model.Transactions;

namespace Ledger.Cli.Rates;

/// <summary><c>ledger rate agree</c>: two companies sign terms.</summary>
internal sealed class RateAgreeCommand : LedgerCommand
{
    private readonly Option<int> _validSeconds = new("--valid-seconds")
    {
        Description = "How long the other company may take to sign and send it.", DefaultValueFactory = _ => 600,
    };

    private readonly PairArguments _pair = new();
    private readonly TermsOptions _terms = new();
    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();

    public RateAgreeCommand()
        : base(
            "agree",
            "Builds an agreement between two brands and signs it. The other company adds its signature with "
            + "`ledger tx sign`, and either sends it with `ledger tx submit`.",
            "ledger rate agree MILES REELS --rate 2 3 --min 10 --max 5000 --corridor 100000 --per-account 5000 "
            + "--position 500000 --wallet issuing.key")
    {
        _pair.AddTo(this);
        _terms.AddTo(this);
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
            .Add(new Operation.AgreeRate(given, taken, terms))
            .ValidFor(TimeSpan.FromSeconds(run.Get(_validSeconds)))
            .Build();
        return await SendingOptions.PrintAsync(run, await draft.SignAsync([account], cancellationToken));
    }
}
