using Ledger.Api.Ports;
using Ledger.Model.Values;
using Ledger.Storage.Chain;

namespace Ledger.Node.Observation;

/// <summary>The chain's indexes, as calls read them.</summary>
internal sealed class LogIndex(ChainIndexes indexes) : ILogIndex
{
    public IReadOnlyList<byte[]> ReadOutcomes(Height height) => indexes.ReadOutcomes(height);

    public byte[]? FindOutcome(LogPlace place) => indexes.FindOutcome(place.Height, place.Leaf);

    public byte[]? FindTransaction(LogPlace place) =>
        place.Leaf == 0 ? null : indexes.FindTransaction(place.Height, place.Leaf - 1);

    public IReadOnlyList<LogPlace> ReadBefore(AccountId account, LogPlace before, int countMax) =>
        Convert(indexes.ReadBefore(account, new(before.Height, before.Leaf), countMax));

    public IReadOnlyList<LogPlace> ReadAfter(AccountId account, LogPlace after, int countMax) =>
        Convert(indexes.ReadAfter(account, new(after.Height, after.Leaf), countMax));

    private static LogPlace[] Convert(IReadOnlyList<AccountPlace> places) =>
        [.. places.Select(place => new LogPlace(place.Height, place.Leaf))];
}
