using System.Diagnostics;
using System.Globalization;
using Ledger.Client;
using Ledger.Client.Submission;
using Ledger.Client.Transactions;

namespace Ledger.Devnet;

/// <summary>Says what happens, does it, and shows what came of it.</summary>
/// <param name="client">May read everybody's account.</param>
internal sealed class Narration(LedgerClient client, TextWriter output)
{
    public Task SayAsync(string title, string what) => output.WriteLineAsync($"\n  {title}. {what}");

    public Task AddAsync(string what) => output.WriteLineAsync($"     {what}");

    /// <summary>Submits what has to succeed.</summary>
    public async Task SubmitAsync(SignedTransaction transaction, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var result = await client.SubmitAsync(transaction, cancellationToken);
        await AddAsync(string.Create(
            CultureInfo.InvariantCulture, $"{Describe(result)}, {watch.ElapsedMilliseconds} ms after it was sent."));
        if (result is not TransactionResult.Succeeded)
            throw new ShowEndedException($"The story ends here: {result}");
    }

    /// <summary>Submits what has to fail, for this reason.</summary>
    public async Task FailAsync(SignedTransaction transaction, string word, CancellationToken cancellationToken)
    {
        var result = await client.SubmitAsync(transaction, cancellationToken);
        await AddAsync($"{Describe(result)}.");
        if (result is not TransactionResult.Failed failed || !failed.Word.Equals(word, StringComparison.Ordinal))
            throw new ShowEndedException($"The story ends here: {result}");
    }

    public async Task ShowAsync(Customer customer, CancellationToken cancellationToken)
    {
        var account = await client.GetAccountAsync(customer.Account.Id, cancellationToken: cancellationToken);
        var balances = account.Value.Balances.Select(balance => $"{balance.Spendable} {balance.Token}");
        await AddAsync($"{customer.Name} now has {string.Join(" and ", balances)}.");
    }

    public static string Describe(TransactionResult result) => result switch
    {
        TransactionResult.Succeeded succeeded => $"Final in block {succeeded.Place.Height.Value}",
        TransactionResult.Failed failed => $"Failed for good in block {failed.Place.Height.Value}: {failed.Word}",
        _ => result.ToString(),
    };
}
