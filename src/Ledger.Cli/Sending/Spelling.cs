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
            : throw new UsageException(known.Scale == 0
                ? $"{amount} is no amount of {token}, which has no decimal places."
                : $"{amount} is no amount of {token}, which has at most {known.Scale} decimal places.");
    }
}
