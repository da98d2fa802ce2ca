using Ledger.Api.Errors;
using Ledger.Api.Log;
using Ledger.Api.Operations;
using Ledger.Api.Reading;
using Ledger.Api.Wallet;
using Ledger.Contracts.V1;
using Ledger.Execution.State;

namespace Ledger.Api.Events;

/// <summary>Takes a leaf of the log apart into the events that a filter wants, in the order of cursors.</summary>
internal sealed class EventWriter(TransactionStates states, TokenScales scales)
{
    /// <param name="from">The first place that is wanted.</param>
    public IEnumerable<FollowResponse> EventsOf(LogRecord record, EventPlace from, LogFilter filter, IStateReader state)
    {
        var first = record.Place == from.Leaf ? from.Operation : 0;
        var events = record switch
        {
            LogRecord.Sweep sweep => EventsOf(sweep, filter, state),
            LogRecord.Ended { Outcome.IsSuccess: true } done => EventsOf(done, filter, state),
            LogRecord.Ended failed => EventsOfFailed(failed, filter),
            _ => [],
        };
        return events.Where(entry => entry.Cursor.Operation >= first);
    }

    private IEnumerable<FollowResponse> EventsOf(LogRecord.Sweep sweep, LogFilter filter, IStateReader state)
    {
        if (!filter.WantsOperation(OperationCatalogue.Sweep))
            yield break;
        var movements = sweep.Outcome.Movements;
        for (var i = 0; i < movements.Length; i++)
        {
            if (!filter.WantsTokenOf([movements[i]]) || !filter.WantsAccountOf([movements[i]]))
                continue;
            var entry = Begin(sweep, (uint)i);
            entry.Sweep = new() { Movement = states.Describe(movements[i], state) };
            yield return entry;
        }
    }

    private IEnumerable<FollowResponse> EventsOf(LogRecord.Ended done, LogFilter filter, IStateReader state)
    {
        var wording = new Wording(scales, state);
        for (var i = 0; i < done.Outcome.Effects.Length; i++)
        {
            var (operation, effect) = (done.Body.Operations[i], done.Outcome.Effects[i]);
            var isWanted = filter.WantsOperation(OperationCatalogue.NameOf(operation))
                && filter.WantsTokenOf(effect.Movements)
                && (filter.WantsAccountOf(effect.Movements) || done.Signers.Any(filter.Accounts.Contains));
            if (!isWanted)
                continue;
            var entry = Begin(done, (uint)i);
            entry.OperationDone = new()
            {
                TransactionId = Fields.Bytes(done.Outcome.Transaction),
                Author = done.Body.Author,
                Operation = operation,
                Effect = states.Describe(effect, state),
                Text = OperationCatalogue.Describe(operation, wording),
            };
            yield return entry;
        }
    }

    private static IEnumerable<FollowResponse> EventsOfFailed(LogRecord.Ended failed, LogFilter filter)
    {
        var isWanted = filter.Tokens.Count == 0
            && (filter.Accounts.Count == 0 || failed.Signers.Any(filter.Accounts.Contains))
            && failed.Body.Operations.Any(operation => filter.WantsOperation(OperationCatalogue.NameOf(operation)));
        if (!isWanted)
            yield break;
        var entry = Begin(failed, 0);
        var (word, number) = ReasonWords.Of(failed.Outcome.Reason);
        entry.TransactionFailed = new()
        {
            TransactionId = Fields.Bytes(failed.Outcome.Transaction),
            Author = failed.Body.Author,
            Reason = word,
            ReasonNumber = number,
            FailedOperation = failed.Outcome.FailedOperation,
        };
        entry.TransactionFailed.Operations.Add(failed.Body.Operations);
        entry.TransactionFailed.Subjects.Add(failed.Outcome.Subjects.Select(token => token.ToString()));
        yield return entry;
    }

    private static FollowResponse Begin(LogRecord record, uint operation) => new()
    {
        Cursor = new EventPlace(record.Place, operation).ToCursor(), TimeMs = record.Time.Milliseconds,
    };
}
