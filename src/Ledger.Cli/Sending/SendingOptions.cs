using System.CommandLine;
using System.Globalization;
using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Client.Signing;
using Ledger.Client.Transactions;
using Ledger.Cryptography.Text;

namespace Ledger.Cli.Sending;

/// <summary>
/// What every command that makes a transaction can do with it: try it, print it, or sign it and send it or hand it on.
/// </summary>
internal sealed class SendingOptions
{
    /// <summary>No network lets a transaction wait longer.</summary>
    private const int ValidSecondsMax = 3_600;

    private static readonly TimeSpan OfferValidity = TimeSpan.FromMinutes(10);

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Only simulate: say what would happen, and send nothing.",
    };

    private readonly Option<bool> _buildOnly = new("--build-only")
    {
        Description = "Only build: print the unsigned transaction in hexadecimal, for `ledger tx sign`. The id, which is "
            + "what gets signed, goes to standard error.",
    };

    private readonly Option<int> _validSeconds;

    private SendingOptions(string validity, TimeSpan standard) => _validSeconds = new("--valid-seconds")
    {
        Description = $"{validity} At most {ValidSecondsMax}, or less by the network's genesis.",
        DefaultValueFactory = _ => (int)standard.TotalSeconds,
    };

    /// <summary>For what one party signs and sends.</summary>
    public static SendingOptions ForOne() =>
        new("How long it may wait to enter the log.", TransactionBuilder.ValidityDefault);

    /// <summary>For what somebody else signs too, who takes longer.</summary>
    public static SendingOptions ForOffers() =>
        new("How long the other party may take to sign and send it.", OfferValidity);

    public void AddTo(Command command)
    {
        command.Options.Add(_dryRun);
        command.Options.Add(_buildOnly);
        command.Options.Add(_validSeconds);
    }

    /// <summary>Whether it is only tried or printed: then nothing is signed here.</summary>
    public bool IsUnsigned(CommandRun run) => run.Get(_dryRun) || run.Get(_buildOnly);

    /// <summary>Signs and sends it.</summary>
    /// <param name="signers">All that must sign; the first is the author.</param>
    public async Task<ExitCode> FinishAsync(
        CommandRun run,
        LedgerClient client,
        TransactionBuilder transaction,
        IReadOnlyList<SigningAccount> signers,
        CancellationToken cancellationToken)
    {
        var draft = Build(run, transaction);
        if (IsUnsigned(run))
            return await ShowAsync(run, client, draft, signers, cancellationToken);
        var signed = (await draft.SignAsync(signers, cancellationToken)).Complete();
        return await ResultPrinting.SubmitAsync(run, client, signed, again: false, cancellationToken);
    }

    /// <summary>Signs it and prints it, for the other party to sign and send.</summary>
    /// <param name="signers">All that sign here; the first is the author.</param>
    public async Task<ExitCode> OfferAsync(
        CommandRun run,
        LedgerClient client,
        TransactionBuilder transaction,
        IReadOnlyList<SigningAccount> signers,
        CancellationToken cancellationToken)
    {
        var draft = Build(run, transaction);
        return IsUnsigned(run)
            ? await ShowAsync(run, client, draft, signers, cancellationToken)
            : await PrintAsync(run, await draft.SignAsync(signers, cancellationToken));
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
            new("validUntil", each => each.Body.ValidUntil.ToDateTimeOffset()),
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

    private TransactionDraft Build(CommandRun run, TransactionBuilder transaction)
    {
        var seconds = Spelling.Within(_validSeconds, run.Get(_validSeconds), 1, ValidSecondsMax);
        return transaction.ValidFor(TimeSpan.FromSeconds(seconds)).Build();
    }

    private Task<ExitCode> ShowAsync(
        CommandRun run,
        LedgerClient client,
        TransactionDraft draft,
        IReadOnlyList<SigningAccount> signers,
        CancellationToken cancellationToken) => run.Get(_buildOnly)
        ? PrintAsync(run, draft)
        : SimulationPrinting.RunAsync(run, client, draft, signers, cancellationToken);
}
