using Ledger.Api.Ports;
using Ledger.Contracts.V1;
using Ledger.Model.Values;

namespace Ledger.Api.Events;

/// <summary>An event's place in the log, and what comes before and after it (PROTOCOL 11.3).</summary>
internal readonly record struct EventPlace(LogPlace Leaf, uint Operation)
{
    public static EventPlace StartOf(Height height) => new(new(height, 0), 0);

    public static EventPlace EndOf(Height height) => new(LogPlace.EndOf(height), uint.MaxValue);

    public static EventPlace Read(EventCursor cursor) =>
        new(new(new(cursor.Height), cursor.Transaction), cursor.Operation);

    /// <summary>The first place that is not before or at this one.</summary>
    public EventPlace Next
    {
        get
        {
            if (Operation < uint.MaxValue)
                return this with { Operation = Operation + 1 };
            return Leaf.Leaf < uint.MaxValue
                ? new(Leaf with { Leaf = Leaf.Leaf + 1 }, 0)
                : StartOf(new(Math.Min(Leaf.Height.Value, ulong.MaxValue - 1) + 1));
        }
    }

    public EventCursor ToCursor() => new()
    {
        Height = Leaf.Height.Value, Transaction = Leaf.Leaf, Operation = Operation,
    };
}
