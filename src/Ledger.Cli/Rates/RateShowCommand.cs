using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Rates;
using Ledger.Client.Tokens;
using Ledger.Client;
using Ledger.Cryptography.Text;
using Ledger.Model.Rates;
using Ledger.Model.Values;

namespace Ledger.Cli.Rates;

/// <summary><c>ledger rate show</c>: what brands have agreed on.</summary>
internal sealed class RateShowCommand : LedgerCommand
{
    private const ulong MillisecondsPerHour = 3_600_000;

    private readonly Option<string?> _given = new("--given") { Description = "Only rates by which this token is given." };
    private readonly Option<string?> _taken = new("--taken") { Description = "Only rates by which this token is taken." };
    private readonly Option<bool> _history = new("--history")
    {
        Description = "Everything that was ever agreed, changed or paused, instead of what stands.",
    };

    private readonly Option<bool> _terms = new("--terms")
    {
        Description = "All terms, those in force and those that are announced, instead of what is used of them.",
    };

    private readonly ConnectionOptions _connection = new();

    public RateShowCommand()
        : base(
            "show",
            "Says at which rates one brand's points turn into another's, and how much of each limit is used.",
            "ledger rate show --given MILES --history")
    {
        Options.Add(_given);
        Options.Add(_taken);
        Options.Add(_history);
        Options.Add(_terms);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.Connect(run);
        var (given, taken) = (Read(run.Find(_given)), Read(run.Find(_taken)));
        var rates = (await client.ListRatesAsync(given, taken, run.Get(_history), cancellationToken)).Value;
        if (run.Get(_history))
            PrintHistory(run, rates);
        else if (run.Get(_terms))
            PrintTerms(run, rates);
        else
            Print(run, rates);
        return ExitCode.Done;
    }

    private static Ticker? Read(string? text) => text is null ? null : Spelling.Ticker(text);

    private static void Print(CommandRun run, IReadOnlyCollection<AgreedRate> rates) => run.Printer.Rows(
        rates,
        new("given", rate => rate.Given.ToString(), IsSpare: true),
        new("taken", rate => rate.Taken.ToString(), IsSpare: true),
        new("rate", rate => RateOf(rate, rate.Terms)),
        new("feePercent", rate => RateText.Fee(rate.Terms.Rate), IsNumber: true, IsSpare: true),
        new("state", StateOf),
        new("until", rate => rate.Terms.ValidUntil.ToDateTimeOffset(), IsSpare: true),
        new("corridor", rate => Used(rate, rate.CorridorUsed, rate.Terms.Corridor), IsNumber: true),
        new("position", rate => Used(rate, rate.Position, rate.Terms.PositionMax), IsNumber: true),
        new("quoted", rate => AmountText.Write(rate.Quoted, rate.GivenScale), IsNumber: true, IsSpare: true));

    private static void PrintTerms(CommandRun run, IEnumerable<AgreedRate> rates) => run.Printer.Rows(
        [.. rates.SelectMany(TermsOf)],
        new("rate", row => RateOf(row.Rate, row.Terms)),
        new("from", row => row.From == Timestamp.Epoch ? null : row.From.ToDateTimeOffset()),
        new("until", row => row.Terms.ValidUntil.ToDateTimeOffset()),
        new("min", row => AmountText.Write(row.Terms.GivenMin, row.Rate.GivenScale), IsNumber: true),
        new("max", row => AmountText.Write(row.Terms.GivenMax, row.Rate.GivenScale), IsNumber: true),
        new("perAccount", row => AmountText.Write(row.Terms.CorridorPerAccount, row.Rate.GivenScale), IsNumber: true),
        new("corridor", row => AmountText.Write(row.Terms.Corridor, row.Rate.GivenScale), IsNumber: true),
        new("position", row => AmountText.Write(row.Terms.PositionMax, row.Rate.GivenScale), IsNumber: true),
        new("feePercent", row => RateText.Fee(row.Terms.Rate), IsNumber: true),
        new("feeAccount", row => row.Terms.FeeAccount is { } account ? TextForm.Account.Write(account.Value) : null),
        new("noticeHours", row => row.Terms.Notice / MillisecondsPerHour, IsNumber: true));

    /// <summary>Those in force, then those that take over.</summary>
    private static IEnumerable<(AgreedRate Rate, RateTerms Terms, Timestamp From)> TermsOf(AgreedRate rate) =>
        rate.Announced is { } announced
            ? [(rate, rate.Terms, rate.Terms.ValidFrom), (rate, announced, rate.AnnouncedFor)]
            : [(rate, rate.Terms, rate.Terms.ValidFrom)];

    private static void PrintHistory(CommandRun run, IEnumerable<AgreedRate> rates) => run.Printer.Rows(
        [.. rates.SelectMany(rate => rate.History, (rate, revision) => (Rate: rate, Revision: revision))],
        new("given", row => row.Rate.Given.ToString()),
        new("taken", row => row.Rate.Taken.ToString()),
        new("height", row => row.Revision.Height.Value, IsNumber: true),
        new("time", row => row.Revision.Time),
        new("what", row => row.Revision.Kind),
        new("member", row => row.Revision.Member, IsNumber: true),
        new("rate", row => row.Revision.Terms is { } terms ? RateOf(row.Rate, terms) : null),
        new("effectiveAt", row => row.Revision.EffectiveAt),
        new("transaction", row => TextForm.Transaction.Write(row.Revision.Transaction.Value)));

    private static string RateOf(AgreedRate rate, RateTerms terms) =>
        RateText.Of(terms.Rate, (rate.Given, rate.GivenScale), (rate.Taken, rate.TakenScale));

    private static string StateOf(AgreedRate rate) => rate switch
    {
        { IsPausedByGivenIssuer: true, IsPausedByTakenIssuer: true } => "paused by both",
        { IsPausedByGivenIssuer: true } => $"paused by {rate.Given}",
        { IsPausedByTakenIssuer: true } => $"paused by {rate.Taken}",
        { IsOpen: false } => "not in force",
        { Announced: not null } => "open, will change",
        _ => "open",
    };

    private static string Used(AgreedRate rate, Amount used, Amount limit) =>
        $"{AmountText.Write(used, rate.GivenScale)}/{AmountText.Write(limit, rate.GivenScale)}";
}
