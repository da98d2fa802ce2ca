using Ledger.Cryptography;
using Ledger.Model.Blocks;
using Ledger.Model.Encoding;
using Ledger.Model.Values;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>
/// Outcomes and transactions by their place in the log, and which of them make up an account's past. Bytes as they were
/// written; safe for many threads, and each call sees the last commit.
/// </summary>
public sealed class ChainIndexes
{
    private readonly RocksView _latest;
    private readonly ChainFamilies _families;

    internal ChainIndexes(RocksView latest, ChainFamilies families) => (_latest, _families) = (latest, families);

    /// <summary>The outcomes of a block in the order of leaves; none if there is no such block.</summary>
    public IReadOnlyList<byte[]> ReadOutcomes(Height height)
    {
        var outcomes = new List<byte[]>();
        var prefix = ChainKeys.Block(height, stackalloc byte[sizeof(ulong)]);
        using var iterator = _latest.IteratePrefix(_families.Outcomes, prefix);
        for (var valid = iterator.SeekToFirst(); valid; valid = iterator.MoveNext())
            outcomes.Add(iterator.Value.ToArray());
        return outcomes;
    }

    /// <summary>One outcome: leaf 0 is the block's own, i + 1 that of transaction i; null if there is none.</summary>
    public byte[]? FindOutcome(Height height, uint leaf) => _latest.Find(
        _families.Outcomes, ChainKeys.Leaf(height, leaf, stackalloc byte[ChainKeys.LeafSize]));

    /// <summary>The canonical bytes of one transaction, without decoding its block; null if there is none.</summary>
    public byte[]? FindTransaction(Height height, uint index)
    {
        var key = ChainKeys.Block(height, stackalloc byte[sizeof(ulong)]);
        using var block = _latest.Get(_families.Blocks, key);
        var bytes = BlockCodec.FindTransaction(block.Bytes, index);
        return bytes.IsEmpty ? null : bytes.ToArray();
    }

    /// <summary>An account's past from the earliest on, beginning after a place.</summary>
    public IReadOnlyList<AccountPlace> ReadAfter(AccountId account, AccountPlace after, int countMax)
    {
        var places = new List<AccountPlace>();
        Span<byte> prefix = stackalloc byte[Digest.Size];
        account.Value.CopyTo(prefix);
        Span<byte> key = stackalloc byte[ChainKeys.AccountLeafSize];
        var lower = ChainKeys.AccountLeaf(account, after.Height, after.Leaf, key);
        using var iterator = _latest.Iterate(_families.Accounts, lower, KeyRange.EndOfPrefix(prefix));
        for (var valid = iterator.SeekToFirst(); valid && places.Count < countMax; valid = iterator.MoveNext())
        {
            var place = PlaceOf(iterator.Key);
            if (place != after)
                places.Add(place);
        }

        return places;
    }

    /// <summary>An account's past from the latest on, beginning before a place.</summary>
    public IReadOnlyList<AccountPlace> ReadBefore(AccountId account, AccountPlace before, int countMax)
    {
        var places = new List<AccountPlace>();
        Span<byte> lower = stackalloc byte[Digest.Size];
        account.Value.CopyTo(lower);
        Span<byte> key = stackalloc byte[ChainKeys.AccountLeafSize];
        var upper = ChainKeys.AccountLeaf(account, before.Height, before.Leaf, key);
        using var iterator = _latest.Iterate(_families.Accounts, lower, upper);
        for (var valid = iterator.SeekToLast(); valid && places.Count < countMax; valid = iterator.MovePrevious())
            places.Add(PlaceOf(iterator.Key));
        return places;
    }

    private static AccountPlace PlaceOf(ReadOnlySpan<byte> key)
    {
        var reader = new FixedReader(key[Digest.Size..]);
        return new(new(reader.UInt64()), reader.UInt32());
    }
}
