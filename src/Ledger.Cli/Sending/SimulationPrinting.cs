using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Client.Signing;
using Ledger.Client.Simulations;
using Ledger.Client.Submission;
using Ledger.Client.Tokens;
using Ledger.Client.Transactions;
using Ledger.Cryptography.Text;
using Ledger.Model.Reasons;

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
        if (simulation.Result is TransactionResult.Failed failed)
            return Fail(run, simulation, failed);
        if (!run.Printer.IsForPeople || !simulation.Movements.IsEmpty)
            PrintMovements(run, simulation);
        await run.Notes.WriteLineAsync($"It would succeed upon block {simulation.Height}; nothing was sent.");
        return ExitCode.Done;
    }

    /// <summary>Says why it would fail: nothing of it is final, since nothing was sent.</summary>
    public static ExitCode Fail(CommandRun run, Simulation simulation, TransactionResult.Failed failed)
    {
        run.Printer.Record(
            failed,
            new("result", _ => "would fail, nothing was sent"),
            new("uponHeight", _ => simulation.Height.Value),
            new("reason", each => each.Word),
            new("failedOperation", each => each.FailedOperation),
            new("tokens", ResultPrinting.TokensOf),
            new("advice", each => ReasonCatalogue.Find(each.Reason)?.Advice));
        return ExitCode.Rejected;
    }

    private static void PrintMovements(CommandRun run, Simulation simulation) => run.Printer.Rows(
        simulation.Movements,
        new("account", each => TextForm.Account.Write(each.Account.Value)),
        new("token", each => each.Token.ToString()),
        new("kind", each => each.Kind.ToString().ToLowerInvariant()),
        new("amount", each => AmountText.Write(each.Amount, each.Scale), IsNumber: true));
}
