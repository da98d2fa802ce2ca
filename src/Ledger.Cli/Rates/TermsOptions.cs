using System.CommandLine;
using System.Globalization;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Client.Tokens;
using Ledger.Model.Rates;
using Ledger.Model.Values;

namespace Ledger.Cli.Rates;

/// <summary>The terms of an agreement, as people write them: amounts of the given token, days, per cent.</summary>
internal sealed class TermsOptions
{
    private const int DaysMax = 36_500, NoticeHoursMax = 90 * 24;

    /// <summary>All of it is said by options.</summary>
    private static readonly RateTerms Unsaid = new(
        default, null, default, default, default, default, default, Timestamp.Epoch, Timestamp.Epoch, 0);

    private readonly Option<string[]> _rate;
    private readonly Option<string?> _min, _max, _corridor, _perAccount, _position, _feeAccount;
    private readonly Option<decimal?> _fee;
    private readonly Option<int?> _days, _noticeHours;

    private TermsOptions(bool areAll)
    {
        _rate = new("--rate")
        {
            Description = "How many of the taken token for how many of the given one: two whole numbers.",
            Arity = new(2, 2),
            Required = areAll,
            AllowMultipleArgumentsPerToken = true,
        };
        _min = Amount("--min", "Least that one exchange gives.");
        _max = Amount("--max", "Most that one exchange gives.");
        _corridor = Amount("--corridor", "Most that all accounts give in a day (UTC), net.");
        _perAccount = Amount("--per-account", "Most that one account gives in a day (UTC), net.");
        _position = Amount("--position", "Most that the paying treasury holds as claims.");
        _fee = new("--fee-percent") { Description = "Part of what is taken that is a fee." };
        _feeAccount = new("--fee-account") { Description = "Who gets the fee." };
        _days = new("--days") { Description = $"For how long from now on, at most {DaysMax}." };
        _noticeHours = new("--notice-hours")
        {
            Description = $"How long a change for the worse waits, at most {NoticeHoursMax}.",
        };
        if (areAll)
        {
            _fee.DefaultValueFactory = _ => 0;
            _days.DefaultValueFactory = _ => 365;
            _noticeHours.DefaultValueFactory = _ => 24 * 30;
        }

        Option<string?> Amount(string name, string description) =>
            new(name) { Description = description, Required = areAll };
    }

    /// <summary>Of a new agreement: what has no default must be said.</summary>
    public static TermsOptions OfAll() => new(areAll: true);

    /// <summary>Of an agreement that stands.</summary>
    public static TermsOptions OfChanges() => new(areAll: false);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
            { _rate, _min, _max, _corridor, _perAccount, _position, _fee, _feeAccount, _days, _noticeHours })
        {
            command.Options.Add(option);
        }
    }

    /// <param name="standing">The terms that stay where no option says others; none for a new agreement.</param>
    public async Task<RateTerms> ReadAsync(
        CommandRun run,
        LedgerClient client,
        (Ticker Given, Ticker Taken) pair,
        RateTerms? standing,
        CancellationToken cancellationToken)
    {
        var given = (await client.GetTokenAsync(pair.Given, cancellationToken)).Value;
        var taken = (await client.GetTokenAsync(pair.Taken, cancellationToken)).Value;
        var kept = standing ?? Unsaid;
        var fee = FeeOf(run) ?? kept.Rate.FeePerMillion;
        var terms = new RateTerms(
            (RateOf(run, given.Scale, taken.Scale) ?? kept.Rate) with { FeePerMillion = fee },
            run.Find(_feeAccount) is { } account ? Spelling.Account(account) : fee == 0 ? null : kept.FeeAccount,
            Read(run, _min, given.Scale) ?? kept.GivenMin,
            Read(run, _max, given.Scale) ?? kept.GivenMax,
            Read(run, _corridor, given.Scale) ?? kept.Corridor,
            Read(run, _perAccount, given.Scale) ?? kept.CorridorPerAccount,
            Read(run, _position, given.Scale) ?? kept.PositionMax,
            kept.ValidFrom,
            UntilOf(run) ?? kept.ValidUntil,
            NoticeOf(run) ?? kept.Notice);
        return terms.IsSound ? terms : throw new UsageException(
            "These terms contradict each other: min is from 1 unit to max, per account at most corridor, a fee below 100 per "
            + "cent with an account and no account without a fee.");
    }

    /// <summary>In the smallest units of both, as the ledger counts.</summary>
    private ExchangeRate? RateOf(CommandRun run, byte givenScale, byte takenScale)
    {
        if (run.Find(_rate) is not { Length: 2 } numbers)
            return null;
        if (!uint.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var taken)
            || !uint.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            || taken == 0 || given == 0)
        {
            throw new UsageException("--rate takes two whole numbers, such as 2 3: two taken for three given.");
        }

        var (numerator, denominator) = ((UInt128)taken, (UInt128)given);
        for (var i = givenScale; i < takenScale; i++)
            numerator *= 10;
        for (var i = takenScale; i < givenScale; i++)
            denominator *= 10;
        return numerator <= uint.MaxValue && denominator <= uint.MaxValue
            ? new((uint)numerator, (uint)denominator, 0)
            : throw new UsageException("In the smallest units of both tokens this rate has too many digits.");
    }

    private uint? FeeOf(CommandRun run) => run.Find(_fee) switch
    {
        null => null,
        { } percent when percent is >= 0 and < 100 && percent * 10_000 % 1 == 0 => (uint)(percent * 10_000),
        _ => throw new UsageException($"{_fee.Name} takes from 0 to below 100, with at most 4 decimal places."),
    };

    private Timestamp? UntilOf(CommandRun run) => run.Find(_days) is { } days
        ? DateTimeOffset.UtcNow.AddDays(Spelling.Within(_days, days, 1, DaysMax)).ToTimestamp()
        : null;

    /// <summary>In milliseconds.</summary>
    private ulong? NoticeOf(CommandRun run) => run.Find(_noticeHours) is { } hours
        ? (ulong)TimeSpan.FromHours(Spelling.Within(_noticeHours, hours, 1, NoticeHoursMax)).TotalMilliseconds
        : null;

    private static Amount? Read(CommandRun run, Option<string?> option, byte scale) => run.Find(option) switch
    {
        null => null,
        { } text when AmountText.TryRead(text, scale, out var amount) => amount,
        _ => throw new UsageException($"{option.Name} takes an amount of the given token, {Spelling.PlacesOf(scale)}."),
    };
}
