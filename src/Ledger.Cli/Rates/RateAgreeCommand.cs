using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Rates;

/// <summary><c>ledger rate agree</c>: two companies sign terms.</summary>
internal sealed class RateAgreeCommand : SigningCommand
{
    private readonly PairArguments _pair = new();
    private readonly TermsOptions _terms = TermsOptions.OfAll();

    public RateAgreeCommand()
        : base(
            "agree",
            "Builds an agreement between two brands and signs it. The other company adds its signature with "
            + "`ledger tx sign`, and either sends it with `ledger tx submit`.",
            "ledger rate agree MILES REELS --rate 2 3 --min 10 --max 5000 --corridor 100000 --per-account 5000 "
            + "--position 500000 --wallet issuing.key",
            SendingOptions.ForOffers())
    {
        _pair.AddTo(this);
        _terms.AddTo(this);
        AddSending();
    }

    protected override bool IsOffer(CommandRun run) => true;

    protected override async Task<Operation> MakeAsync(
        CommandRun run, LedgerClient client, AccountId account, CancellationToken cancellationToken)
    {
        var pair = _pair.Read(run);
        var terms = await _terms.ReadAsync(run, client, pair, standing: null, cancellationToken);
        return new Operation.AgreeRate(pair.Given, pair.Taken, terms);
    }
}
