using Ledger.Api.Errors;
using Ledger.Api.Log;
using Ledger.Api.Operations;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Execution.State;
using Ledger.Model.Values;

namespace Ledger.Api.Wallet;

/// <summary>An account's past, page by page: the index says where, the log what.</summary>
internal sealed class HistoryReading(ChainReader chain, LogReader log, TransactionStates states, TokenScales scales)
    : IDisposable
{
    /// <summary>
    /// Places looked at for one page, however little of it the filter wants: each may lie in a block of its own, which
    /// is read for it.
    /// </summary>
    private const int LookedAtMax = 500;

    private readonly HeavyCalls _calls = new();

    /// <summary>Waits until the chain has the height that the page is of, as any call that asks for a height does.</summary>
    public async Task<GetHistoryResponse> ReadAsync(
        AccountId account, GetHistoryRequest request, CancellationToken cancellationToken)
    {
        await chain.ReachAsync(request.MinHeight, cancellationToken);
        var query = new GetHistoryRequest { Account = request.Account, Filter = request.Filter };
        var page = FirstOrNext(request, query);
        await chain.ReachAsync(page.Bound.Value, cancellationToken);
        using var place = await _calls.EnterAsync(cancellationToken);
        return Read(account, request, query, page);
    }

    public void Dispose() => _calls.Dispose();

    private GetHistoryResponse Read(
        AccountId account, GetHistoryRequest request, GetHistoryRequest query, PageToken page)
    {
        var asked = request.Filter ?? new();
        var filter = LogFilter.Read([], asked.Tokens, asked.Operations);
        var size = Fields.PageSize(request.PageSize);
        using var state = chain.Open(null);
        var response = new GetHistoryResponse { Height = page.Bound.Value };
        var lowest = new LogPlace(new(asked.FromHeight), 0);
        var places = chain.Log.ReadBefore(account, page.Next, LookedAtMax);
        var isAtEnd = places.Count < LookedAtMax;
        foreach (var place in places)
        {
            if (place < lowest || response.Entries.Count == size)
            {
                isAtEnd = place < lowest;
                break;
            }

            page = page with { Next = place };
            if (Describe(log.Read(place), account, filter, state.View.Entries) is { } entry)
                response.Entries.Add(entry);
        }

        if (!isAtEnd)
            response.NextPageToken = page.Write(query);
        return response;
    }

    private PageToken FirstOrNext(GetHistoryRequest request, GetHistoryRequest query)
    {
        if (request.PageToken.Length > 0)
            return PageToken.Read(request.PageToken, query);
        var tip = chain.Tip;
        var toHeight = request.Filter?.ToHeight ?? 0;
        var highest = toHeight == 0 || toHeight > tip.Value ? tip : new Height(toHeight);
        return new(tip, LogPlace.EndOf(highest));
    }

    /// <summary>Null if the filter does not want it.</summary>
    private HistoryEntry? Describe(LogRecord record, AccountId account, LogFilter filter, IStateReader state)
    {
        var movements = record.Movements.Where(movement => movement.Account == account).ToList();
        if (!filter.WantsTokenOf(movements))
            return null;
        var entry = new HistoryEntry
        {
            Height = record.Place.Height.Value, TimeMs = record.Time.Milliseconds, Leaf = record.Place.Leaf,
        };
        entry.Movements.Add(movements.Select(movement => states.Describe(movement, state)));
        if (record is not LogRecord.Ended ended)
            return filter.WantsOperation(OperationCatalogue.Sweep) ? entry : null;
        return ended.Body.Operations.Any(operation => filter.WantsOperation(OperationCatalogue.NameOf(operation)))
            ? Fill(entry, ended, new(scales, state))
            : null;
    }

    private static HistoryEntry Fill(HistoryEntry entry, LogRecord.Ended ended, Wording wording)
    {
        entry.TransactionId = Fields.Bytes(ended.Outcome.Transaction);
        entry.Author = ended.Body.Author;
        entry.Succeeded = ended.Outcome.IsSuccess;
        if (!entry.Succeeded)
            (entry.Reason, entry.ReasonNumber) = ReasonWords.Of(ended.Outcome.Reason);
        entry.Operations.Add(ended.Body.Operations);
        entry.Text.Add(ended.Body.Operations.Select(operation => OperationCatalogue.Describe(operation, wording)));
        return entry;
    }
}
