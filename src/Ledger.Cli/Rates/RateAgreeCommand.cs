using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Rates;

/// <summary><c>ledger rate agree</c>: two companies sign terms.</summary>
internal sealed class RateAgreeCommand : RateCommand
{
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
        _terms.AddTo(this);
        AddSending();
    }

    protected override bool NeedsBoth(CommandRun run) => true;

    protected override async Task<Operation> MakeAsync(
        CommandRun run, LedgerClient client, (Ticker Given, Ticker Taken) pair, CancellationToken cancellationToken)
    {
        var terms = await _terms.ReadAsync(run, client, pair, standing: null, cancellationToken);
        return new Operation.AgreeRate(pair.Given, pair.Taken, terms);
    }
}
