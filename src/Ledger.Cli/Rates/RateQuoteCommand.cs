using System.CommandLine;
using System.Security.Cryptography;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Issuing;
using Ledger.Client.Submission;
using Ledger.Client.Tokens;
using Ledger.Client;
using Ledger.Cryptography;
using Ledger.Cryptography.Text;
using Ledger.Model.Outcomes;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Rates;

/// <summary><c>ledger rate quote</c>: the paying company promises a customer today's rate for a little while.</summary>
internal sealed class RateQuoteCommand : LedgerCommand
{
    private const int SecondsMax = (int)(Operation.Quote.TermMax / 1_000);

    private readonly Argument<string> _account = new("account") { Description = "Whom it is promised to." };
    private readonly Argument<string> _amount = new("amount") { Description = "How many points the customer gives." };

    private readonly Option<int> _seconds = new("--seconds")
    {
        Description = $"How long it is firm, at most {SecondsMax} counted from the block that has it.",
        DefaultValueFactory = _ => SecondsMax - 10,
    };

    private readonly PairArguments _pair = new();
    private readonly ConnectionOptions _connection = new();

    public RateQuoteCommand()
        : base(
            "quote",
            "Lets the company that pays promise one account what an amount brings at today's rate, even if the rate is paused or "
            + "changed meanwhile. Its node signs, and keeps the points aside until the time is over.",
            "ledger rate quote acc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq4u5c9n 300 MILES REELS --node 2 "
            + "--certificate issuer.pem")
    {
        Arguments.Add(_account);
        Arguments.Add(_amount);
        _pair.AddTo(this);
        Options.Add(_seconds);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var account = Spelling.Account(run.Get(_account));
        var pair = _pair.Read(run);
        var seconds = Spelling.Within(_seconds, run.Get(_seconds), 1, SecondsMax);
        using var client = _connection.ConnectToOne(run);
        var (_, amount) = await Spelling.AmountAsync(client, run.Get(_amount), pair.Given.ToString(), cancellationToken);
        var expiresAt = DateTimeOffset.UtcNow.AddSeconds(seconds).ToTimestamp();
        var reference = new Digest(RandomNumberGenerator.GetBytes(Digest.Size));
        var order = (await client.Issuer.QuoteAsync(
            account, pair.Given, pair.Taken, amount, expiresAt, reference, cancellationToken)).Value;
        if (order is not { Quote: { } quote, Result: TransactionResult.Succeeded { Effects: [{ Hops: [var hop] }] } })
            return ResultPrinting.Print(run, order.Result);
        var scales = await ScalesAsync(client, pair, cancellationToken);
        Print(run, new(quote, account, order, hop, expiresAt, scales));
        if (run.Printer.IsForPeople)
        {
            await run.Notes.WriteLineAsync(
                $"Taken up with: ledger wallet exchange {run.Get(_amount)} {pair.Given} {pair.Taken} --quote "
                + TextForm.Hold.Write(quote.Value));
        }

        return ExitCode.Done;
    }

    private static async Task<(byte Given, byte Taken)> ScalesAsync(
        Client.LedgerClient client, (Ticker Given, Ticker Taken) pair, CancellationToken cancellationToken) =>
        ((await client.GetTokenAsync(pair.Given, cancellationToken)).Value.Scale,
         (await client.GetTokenAsync(pair.Taken, cancellationToken)).Value.Scale);

    private static void Print(CommandRun run, Promise promise) => run.Printer.Record(
        promise,
        new("quote", each => TextForm.Hold.Write(each.Quote.Value)),
        new("account", each => TextForm.Account.Write(each.Account.Value)),
        new("given", each => each.Hop.Given.ToString()),
        new("gives", each => AmountText.Write(each.Hop.Amount, each.Scales.Given)),
        new("taken", each => each.Hop.Taken.ToString()),
        new("arrives", each => AmountText.Write(each.Hop.Net, each.Scales.Taken)),
        new("fee", each => AmountText.Write(each.Hop.Fee, each.Scales.Taken)),
        new("rate", each => RateText.Of(
            each.Hop.Rate, (each.Hop.Given, each.Scales.Given), (each.Hop.Taken, each.Scales.Taken))),
        new("firmUntil", each => each.ExpiresAt.ToDateTimeOffset()),
        new("transaction", each => TextForm.Transaction.Write(each.Order.Result.Id.Value)));

    private sealed record Promise(
        HoldId Quote, AccountId Account, OrderResult Order, ExchangeHop Hop, Timestamp ExpiresAt, (byte Given, byte Taken) Scales);
}
