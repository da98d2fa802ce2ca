using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Client.Signing;
using Ledger.Client.Submission;
using Ledger.Client.Tokens;
using Ledger.Client.Transactions;
using Ledger.Cryptography.Text;

namespace Ledger.Cli.Sending;

/// <summary>Simulates a draft and says what would come of it.</summary>
internal static class SimulationPrinting
{
    public static async Task<ExitCode> RunAsync(
        CommandRun run,
        LedgerClient client,
        TransactionDraft draft,
        IEnumerable<SigningAccount> signers,
        CancellationToken cancellationToken)
    {
        var policies = signers.Select(signer => signer.FirstPolicy).OfType<Model.Policies.Policy>();
        var simulation = (await client.SimulateAsync(draft, policies, cancellationToken)).Value;
        foreach (var line in simulation.Text)
            run.Printer.Say(line);
        run.Printer.Rows(
            simulation.Movements,
            new("account", each => TextForm.Account.Write(each.Account.Value)),
            new("token", each => each.Token.ToString()),
            new("kind", each => each.Kind.ToString().ToLowerInvariant()),
            new("amount", each => AmountText.Write(each.Amount, each.Scale), IsNumber: true));
        if (simulation.Result is TransactionResult.Failed failed)
        {
            await run.Notes.WriteLineAsync($"It would fail: {failed.Word}");
            return ExitCode.Rejected;
        }

        await run.Notes.WriteLineAsync($"It would succeed upon block {simulation.Height}; nothing was sent.");
        return ExitCode.Done;
    }
}
