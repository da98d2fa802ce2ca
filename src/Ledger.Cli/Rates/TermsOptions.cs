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

    private readonly Option<string[]> _rate = new("--rate")
    {
        Description = "How many of the taken token for how many of the given one: two whole numbers.",
        Arity = new(2, 2),
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _min = Amount("--min", "Least that one exchange gives.");
    private readonly Option<string> _max = Amount("--max", "Most that one exchange gives.");
    private readonly Option<string> _corridor = Amount("--corridor", "Most that all accounts give in a day, net.");
    private readonly Option<string> _perAccount = Amount("--per-account", "Most that one account gives in a day, net.");
    private readonly Option<string> _position = Amount("--position", "Most that the paying treasury holds as claims.");
    private readonly Option<decimal> _fee = new("--fee-percent")
    {
        Description = "Part of what is taken that is a fee.", DefaultValueFactory = _ => 0,
    };

    private readonly Option<string?> _feeAccount = new("--fee-account") { Description = "Who gets the fee." };

    private readonly Option<int> _days = new("--days")
    {
        Description = "For how long from now on, at most 36500.", DefaultValueFactory = _ => 365,
    };

    private readonly Option<int> _noticeHours = new("--notice-hours")
    {
        Description = "How long a change for the worse waits, at most 2160.", DefaultValueFactory = _ => 24 * 30,
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
            { _rate, _min, _max, _corridor, _perAccount, _position, _fee, _feeAccount, _days, _noticeHours })
        {
            command.Options.Add(option);
        }
    }

    public async Task<RateTerms> ReadAsync(
        CommandRun run, LedgerClient client, (Ticker Given, Ticker Taken) pair, CancellationToken cancellationToken)
    {
        var given = (await client.GetTokenAsync(pair.Given, cancellationToken)).Value;
        var taken = (await client.GetTokenAsync(pair.Taken, cancellationToken)).Value;
        var now = DateTimeOffset.UtcNow;
        var terms = new RateTerms(
            RateOf(run, given.Scale, taken.Scale) with { FeePerMillion = FeeOf(run) },
            run.Find(_feeAccount) is { } account ? Spelling.Account(account) : null,
            Read(run, _min, given.Scale),
            Read(run, _max, given.Scale),
            Read(run, _corridor, given.Scale),
            Read(run, _perAccount, given.Scale),
            Read(run, _position, given.Scale),
            ValidFrom: Timestamp.Epoch,
            new((ulong)now.AddDays(Read(run, _days, 1, DaysMax)).ToUnixTimeMilliseconds()),
            (ulong)TimeSpan.FromHours(Read(run, _noticeHours, 1, NoticeHoursMax)).TotalMilliseconds);
        return terms.IsSound ? terms : throw new UsageException(
            "These terms contradict each other: min at most max, per account at most corridor, a fee below 100 per cent with "
            + "an account and no account without a fee, a notice of at most 90 days.");
    }

    /// <summary>In the smallest units of both, as the ledger counts.</summary>
    private ExchangeRate RateOf(CommandRun run, byte givenScale, byte takenScale)
    {
        var numbers = run.Get(_rate);
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

    private uint FeeOf(CommandRun run)
    {
        var percent = run.Get(_fee);
        return percent is >= 0 and < 100 && percent * 10_000 % 1 == 0
            ? (uint)(percent * 10_000)
            : throw new UsageException($"{_fee.Name} takes from 0 to below 100, with at most 4 decimal places.");
    }

    private static Option<string> Amount(string name, string description) =>
        new(name) { Description = description, Required = true };

    private static Amount Read(CommandRun run, Option<string> option, byte scale) =>
        AmountText.TryRead(run.Get(option), scale, out var amount)
            ? amount
            : throw new UsageException($"{option.Name} takes an amount of the given token, with at most {scale} decimal places.");

    private static int Read(CommandRun run, Option<int> option, int min, int max)
    {
        var number = run.Get(option);
        return number >= min && number <= max
            ? number
            : throw new UsageException($"{option.Name} takes a whole number from {min} to {max}.");
    }
}
