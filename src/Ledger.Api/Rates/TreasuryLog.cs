using Ledger.Api.Log;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Model.Values;

namespace Ledger.Api.Rates;

/// <summary>
/// Transactions that touched a treasury, in the order of the log. Holds a page of places at a time, however many there are.
/// </summary>
internal sealed class TreasuryLog(ChainReader chain, LogReader log)
{
    private const int PageSize = 100;

    public IEnumerable<LogRecord.Ended> Read(AccountId treasury, LogPlace after, Height until) =>
        Read(PlacesOf(treasury, after, until));

    /// <summary>Those that touched either; what touched both stands once.</summary>
    public IEnumerable<LogRecord.Ended> Read(AccountId one, AccountId other, LogPlace after, Height until) =>
        Read(Merge(PlacesOf(one, after, until), PlacesOf(other, after, until)));

    private IEnumerable<LogRecord.Ended> Read(IEnumerable<LogPlace> places) =>
        places.Where(place => place.Leaf > 0).Select(log.Read).OfType<LogRecord.Ended>();

    private IEnumerable<LogPlace> PlacesOf(AccountId treasury, LogPlace after, Height until)
    {
        var end = LogPlace.EndOf(until);
        while (true)
        {
            var page = chain.Log.ReadAfter(treasury, after, PageSize);
            foreach (var place in page)
            {
                if (place > end)
                    yield break;
                yield return place;
            }

            if (page.Count < PageSize)
                yield break;
            after = page[^1];
        }
    }

    private static IEnumerable<LogPlace> Merge(IEnumerable<LogPlace> one, IEnumerable<LogPlace> other)
    {
        using var left = one.GetEnumerator();
        using var right = other.GetEnumerator();
        var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
        while (hasLeft || hasRight)
        {
            var order = !hasLeft ? 1 : !hasRight ? -1 : left.Current.CompareTo(right.Current);
            yield return order <= 0 ? left.Current : right.Current;
            if (order <= 0)
                hasLeft = left.MoveNext();
            if (order >= 0)
                hasRight = right.MoveNext();
        }
    }
}
