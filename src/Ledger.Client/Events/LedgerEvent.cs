using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Client.Histories;
using Ledger.Client.Rates;
using Ledger.Model.Values;

namespace Ledger.Client.Events;

/// <summary>One thing that happened on the ledger. Closed: the cases below are all there are.</summary>
/// <param name="Cursor">
/// Everything up to and including this place has been seen; keep it with what was done about it.
/// </param>
/// <param name="Time">Of the block.</param>
public abstract record LedgerEvent(EventCursor Cursor, DateTimeOffset Time)
{
    /// <summary>One operation of a transaction that succeeded.</summary>
    /// <param name="Text">One line for people.</param>
    public sealed record OperationDone(
        EventCursor Cursor,
        DateTimeOffset Time,
        TransactionId Transaction,
        AccountId Author,
        ImmutableArray<AmountMoved> Movements,
        string Text)
        : LedgerEvent(Cursor, Time)
    {
        /// <summary>What an exchange did by each agreement on its way, or a quote promised.</summary>
        public ImmutableArray<HopShown> Hops { get; init; } = [];
    }

    /// <summary>A transaction that is on the log as failed.</summary>
    /// <param name="Reason">The word of the catalogue.</param>
    public sealed record TransactionFailed(
        EventCursor Cursor, DateTimeOffset Time, TransactionId Transaction, AccountId Author, string Reason)
        : LedgerEvent(Cursor, Time);

    /// <summary>Units expired or became active because their time had come.</summary>
    public sealed record Sweep(EventCursor Cursor, DateTimeOffset Time, AmountMoved Movement)
        : LedgerEvent(Cursor, Time);

    /// <summary>Nothing more that passes the filter up to here; the cursor counts like any other.</summary>
    public sealed record Heartbeat(EventCursor Cursor, DateTimeOffset Time) : LedgerEvent(Cursor, Time);

    internal static LedgerEvent Read(Contracts.V1.FollowResponse message)
    {
        var cursor = EventCursor.Read(message.Cursor);
        var time = Wire.Time(message.TimeMs);
        return message.EventCase switch
        {
            Contracts.V1.FollowResponse.EventOneofCase.OperationDone => new OperationDone(
                cursor,
                time,
                new(Wire.Digest(message.OperationDone.TransactionId)),
                new(Wire.Digest(message.OperationDone.Author)),
                [.. message.OperationDone.Effect?.Movements.Select(AmountMoved.Read) ?? []],
                message.OperationDone.Text)
            {
                Hops = [.. message.OperationDone.Effect?.Hops.Select(HopShown.Read) ?? []],
            },
            Contracts.V1.FollowResponse.EventOneofCase.TransactionFailed => new TransactionFailed(
                cursor,
                time,
                new(Wire.Digest(message.TransactionFailed.TransactionId)),
                new(Wire.Digest(message.TransactionFailed.Author)),
                message.TransactionFailed.Reason),
            Contracts.V1.FollowResponse.EventOneofCase.Sweep when message.Sweep.Movement is { } movement =>
                new Sweep(cursor, time, AmountMoved.Read(movement)),

            // A kind of a later version counts as passed: its cursor is all that can be read.
            _ => new Heartbeat(cursor, time),
        };
    }
}
