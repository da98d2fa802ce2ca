using System.CommandLine;
using System.Globalization;
using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Client.Signing;
using Ledger.Client.Transactions;
using Ledger.Cryptography.Text;

namespace Ledger.Cli.Sending;

/// <summary>What every command that makes a transaction can do with it: try it, print it, or sign and send it.</summary>
internal sealed class SendingOptions
{
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Only simulate: say what would happen, and send nothing.",
    };

    private readonly Option<bool> _buildOnly = new("--build-only")
    {
        Description = "Only build: print the unsigned transaction in hexadecimal, for `ledger tx sign`. The id, which is "
            + "what gets signed, goes to standard error.",
    };

    private readonly Option<int> _validSeconds = new("--valid-seconds")
    {
        Description = "How long it may wait to enter the log.",
        DefaultValueFactory = _ => (int)TransactionBuilder.ValidityDefault.TotalSeconds,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_dryRun);
        command.Options.Add(_buildOnly);
        command.Options.Add(_validSeconds);
    }

    /// <param name="signers">All that sign here; the first is the author.</param>
    public async Task<ExitCode> FinishAsync(
        CommandRun run,
        LedgerClient client,
        TransactionBuilder transaction,
        IReadOnlyList<SigningAccount> signers,
        CancellationToken cancellationToken)
    {
        var draft = transaction.ValidFor(TimeSpan.FromSeconds(run.Get(_validSeconds))).Build();
        if (run.Get(_buildOnly))
            return await PrintAsync(run, draft);
        if (run.Get(_dryRun))
            return await SimulationPrinting.RunAsync(run, client, draft, signers, cancellationToken);
        var signed = (await draft.SignAsync(signers, cancellationToken)).Complete();
        return ResultPrinting.Print(run, await client.SubmitAsync(signed, cancellationToken));
    }

    /// <summary>Prints a draft so that the next party can take it up.</summary>
    public static async Task<ExitCode> PrintAsync(CommandRun run, TransactionDraft draft)
    {
        var transaction = Convert.ToHexStringLower(draft.ToBytes());
        run.Printer.Line(
            draft,
            _ => transaction,
            new("transactionId", each => TextForm.Transaction.Write(each.Id.Value)),
            new("bytesToSign", each => each.Id.ToString()),
            new("validUntil", each => DateTimeOffset.FromUnixTimeMilliseconds((long)each.Body.ValidUntil.Milliseconds)),
            new("signatures", each => each.Signatures.Length),
            new("transaction", _ => transaction));
        if (run.Printer.IsForPeople)
        {
            await run.Notes.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{TextForm.Transaction.Write(draft.Id.Value)}, {draft.Signatures.Length} signatures; bytes to sign: {draft.Id}"));
        }

        return ExitCode.Done;
    }
}
