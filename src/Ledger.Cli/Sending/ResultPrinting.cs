using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Client.Answers;
using Ledger.Client.Issuing;
using Ledger.Client.Submission;
using Ledger.Client.Transactions;
using Ledger.Cryptography.Text;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Cli.Sending;

/// <summary>Says what became of a transaction, in words, in JSON, and as the exit code.</summary>
internal static class ResultPrinting
{
    /// <summary>Sends it and says what became of it, or how to find that out if somebody does not wait for it.</summary>
    /// <param name="again">The bytes may have been sent before.</param>
    public static async Task<ExitCode> SubmitAsync(
        CommandRun run, LedgerClient client, SignedTransaction signed, bool again, CancellationToken cancellationToken)
    {
        try
        {
            return Print(run, again
                ? await client.ResumeAsync(signed, cancellationToken)
                : await client.SubmitAsync(signed, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            await run.Notes.WriteLineAsync(
                $"It may have been sent and may still happen. What became of it: ledger tx show {TextForm.Transaction.Write(signed.Id.Value)}");
            throw;
        }
    }

    /// <summary>What became of an order to the company's node, which a lost answer leaves open.</summary>
    /// <param name="repeat">How to ask for the same again without having it twice.</param>
    public static async Task<ExitCode> PrintAsync(CommandRun run, Answer<OrderResult> order, string repeat)
    {
        if (order.Error is not { Kind: ErrorKind.Unreachable, IsUnsent: false } error)
            return Print(run, order.Value.Result);
        await run.Notes.WriteLineAsync($"{error} The node may have it, and it may still happen. {repeat}");
        return ExitCode.OutcomeUnknown;
    }

    public static ExitCode Print(CommandRun run, TransactionResult result)
    {
        run.Printer.Record(
            result,
            new("transaction", each => TextForm.Transaction.Write(each.Id.Value)),
            new("result", StateOf),
            new("height", each => PlaceOf(each)?.Height.Value),
            new("index", each => PlaceOf(each)?.Index),
            new("hold", HoldsOf),
            new("reason", each => ReasonOf(each)),
            new("failedOperation", each => each is TransactionResult.Failed failed ? failed.FailedOperation : null),
            new("tokens", TokensOf),
            new("advice", AdviceOf));
        return ExitCodeOf(result);
    }

    public static ExitCode ExitCodeOf(TransactionResult result) => result switch
    {
        TransactionResult.Succeeded => ExitCode.Done,
        TransactionResult.Failed or TransactionResult.Expired => ExitCode.Rejected,
        TransactionResult.Refused refused => CommandRun.ExitCodeOf(refused.Error),
        _ => ExitCode.OutcomeUnknown,
    };

    private static string StateOf(TransactionResult result) => result switch
    {
        TransactionResult.Succeeded => "succeeded",
        TransactionResult.Failed => "failed",
        TransactionResult.Refused => "refused",
        TransactionResult.Expired => "expired",
        _ => "unknown",
    };

    private static TransactionPlace? PlaceOf(TransactionResult result) => result switch
    {
        TransactionResult.Succeeded succeeded => succeeded.Place,
        TransactionResult.Failed failed => failed.Place,
        _ => null,
    };

    private static LedgerError? ErrorOf(TransactionResult result) => result switch
    {
        TransactionResult.Refused refused => refused.Error,
        TransactionResult.Unknown unknown => unknown.LastError,
        _ => null,
    };

    private static string? ReasonOf(TransactionResult result)
    {
        var word = result is TransactionResult.Failed failed ? failed.Word : ErrorOf(result)?.Word;
        return string.IsNullOrEmpty(word) ? null : word;
    }

    /// <summary>The holds and quotes that it made, which ends name them by.</summary>
    private static string? HoldsOf(TransactionResult result)
    {
        if (result is not TransactionResult.Succeeded succeeded)
            return null;
        var holds = succeeded.Effects.Select((effect, i) => (effect, i))
            .Where(each => each.effect.Movements.Any(moved => moved.Kind == MovementKind.Hold))
            .Select(each => TextForm.Hold.Write(HoldId.Of(result.Id, each.i).Value));
        return string.Join(' ', holds) is { Length: > 0 } text ? text : null;
    }

    /// <summary>
    /// The tokens that a failure is about; a cycle of rates as one, from the first token to the first.
    /// </summary>
    public static string? TokensOf(TransactionResult result) => result switch
    {
        TransactionResult.Failed { Reason: Reason.RateCycle, Subjects: [var first, ..] cycle } =>
            $"{string.Join(" > ", cycle)} > {first}",
        TransactionResult.Failed { Subjects: [_, ..] subjects } => string.Join(' ', subjects),
        _ => null,
    };

    private static string? AdviceOf(TransactionResult result) => result switch
    {
        TransactionResult.Failed failed => ReasonCatalogue.Find(failed.Reason)?.Advice,
        TransactionResult.Expired => ReasonCatalogue.Get(Reason.TransactionExpired).Advice,
        TransactionResult.Unknown => $"It may have happened: send the same bytes again. {ErrorOf(result)?.Advice}",
        _ => ErrorOf(result)?.Advice,
    };
}
