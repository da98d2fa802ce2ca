using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Client.Rates;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Rates;

/// <summary><c>ledger rate amend</c>: other terms for an agreement.</summary>
internal sealed class RateAmendCommand : SigningCommand
{
    private readonly Option<bool> _alone = new("--alone")
    {
        Description = "Sign and send it as the paying company alone: it must be an improvement.",
    };

    private readonly PairArguments _pair = new();
    private readonly TermsOptions _terms = TermsOptions.OfChanges();

    public RateAmendCommand()
        : base(
            "amend",
            "Changes terms of an agreement; those that are not given stay as they are in force. An improvement that the "
            + "paying company signs alone takes effect at once; anything else needs both, and its notice.",
            "ledger rate amend MILES REELS --rate 3 4 --max 8000 --alone --wallet issuing.key",
            SendingOptions.ForOffers())
    {
        _pair.AddTo(this);
        _terms.AddTo(this);
        Options.Add(_alone);
        AddSending();
    }

    protected override bool IsOffer(CommandRun run) => !run.Get(_alone);

    protected override async Task<Operation> MakeAsync(
        CommandRun run, LedgerClient client, AccountId account, CancellationToken cancellationToken)
    {
        var pair = _pair.Read(run);
        var rates = (await client.ListRatesAsync(pair.Given, pair.Taken, cancellationToken: cancellationToken)).Value;
        if (rates is not [var standing])
        {
            throw new UsageException(
                $"{pair.Given} and {pair.Taken} have no agreement in this direction; `ledger rate agree` makes one.");
        }

        var terms = await _terms.ReadAsync(run, client, pair, standing.Terms, cancellationToken);
        if (IsOffer(run) && standing.Announced is not null)
            await run.Notes.WriteLineAsync("This takes the place of the terms that are announced.");
        return new Operation.AmendRate(pair.Given, pair.Taken, terms, IsByPayerAlone: run.Get(_alone));
    }
}
