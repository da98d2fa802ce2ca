using Ledger.Api.Log;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Model.Values;

namespace Ledger.Api.Events;

/// <summary>
/// Reads events out of the log in steps, each of bounded work: a whole block, or, for single accounts, what the index
/// names. A step says how far it came, also where the filter wanted nothing.
/// </summary>
internal sealed class EventReader(ChainReader chain, LogReader log, EventWriter events)
{
    private const int PlacesMax = 128;

    /// <param name="from">At or below the end of <paramref name="tip"/>.</param>
    /// <returns>The events of the step, and the place up to which it has seen everything.</returns>
    public (IEnumerable<FollowResponse> Events, EventPlace SeenUpTo) Read(EventPlace from, Height tip, LogFilter filter)
    {
        if (filter.Accounts.Count > 0)
            return ReadIndexed(from, tip, filter);
        var height = from.Leaf.Height;
        return (Write(log.ReadBlock(height, from.Leaf.Leaf), from, filter), EventPlace.EndOf(height));
    }

    private (IEnumerable<FollowResponse> Events, EventPlace SeenUpTo) ReadIndexed(
        EventPlace from, Height tip, LogFilter filter)
    {
        // Up to here every account's past is known; those with much to tell hold the step back.
        var horizon = LogPlace.EndOf(tip);
        var found = new SortedSet<LogPlace>();
        foreach (var account in filter.Accounts)
        {
            var places = chain.Log.ReadAfter(account, Before(from.Leaf), PlacesMax);
            found.UnionWith(places);
            if (places.Count == PlacesMax && places[^1] < horizon)
                horizon = places[^1];
        }

        var records = found.TakeWhile(place => place <= horizon).Select(log.Read);
        return (Write(records, from, filter), new(horizon, uint.MaxValue));
    }

    private IEnumerable<FollowResponse> Write(IEnumerable<LogRecord> records, EventPlace from, LogFilter filter)
    {
        using var state = chain.Open(null);
        foreach (var record in records)
        {
            foreach (var entry in events.EventsOf(record, from, filter, state.View.Entries))
                yield return entry;
        }
    }

    // The index reads what lies after a place, and this place itself is wanted. Nothing lies before genesis.
    private static LogPlace Before(LogPlace place)
    {
        if (place.Leaf > 0)
            return place with { Leaf = place.Leaf - 1 };
        return place.Height == Height.Genesis ? place : LogPlace.EndOf(place.Height.Previous);
    }
}
