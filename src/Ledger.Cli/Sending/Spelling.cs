using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Client.Tokens;
using Ledger.Cryptography.Text;
using Ledger.Model.Values;

namespace Ledger.Cli.Sending;

/// <summary>Reads what people type: accounts, transactions, tickers, amounts.</summary>
internal static class Spelling
{
    public static AccountId Account(string text) => TextForm.Account.TryRead(text, out var account)
        ? new(account)
        : throw new UsageException($"{text} is no account; one looks like acc1… and has {TextForm.Account.Length} characters.");

    public static TransactionId Transaction(string text) => TextForm.Transaction.TryRead(text, out var id)
        ? new(id)
        : throw new UsageException($"{text} is no transaction; one looks like tx1… and has {TextForm.Transaction.Length} characters.");

    public static HoldId Hold(string text) => TextForm.Hold.TryRead(text, out var id)
        ? new(id)
        : throw new UsageException($"{text} is no hold or quote; one looks like hold1… and has {TextForm.Hold.Length} characters.");

    public static Ticker Ticker(string text) => Model.Values.Ticker.TryParse(text, out var ticker)
        ? ticker
        : throw new UsageException($"{text} is no token; a ticker has 2 to 12 capital letters and digits.");

    /// <summary>An amount as people write it, in the unit that the token's scale says.</summary>
    public static async Task<(Ticker Token, Amount Amount)> AmountAsync(
        LedgerClient client, string amount, string token, CancellationToken cancellationToken)
    {
        var known = (await client.GetTokenAsync(Ticker(token), cancellationToken)).Value;
        return AmountText.TryRead(amount, known.Scale, out var units)
            ? (known.Ticker, units)
            : throw new UsageException($"{amount} is no amount of {token}, which are written {PlacesOf(known.Scale)}.");
    }

    /// <summary>How amounts of a token are written, as the end of a sentence.</summary>
    public static string PlacesOf(byte scale) =>
        scale == 0 ? "without decimal places" : $"with at most {scale} decimal places";

    /// <summary>The number that an option has, if it is within bounds.</summary>
    public static int Within(Option option, int number, int min, int max) => number >= min && number <= max
        ? number
        : throw new UsageException($"{option.Name} takes a whole number from {min} to {max}.");
}
