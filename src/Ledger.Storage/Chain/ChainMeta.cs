using Ledger.Cryptography;
using Ledger.Model.Values;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>What the store says of itself: format, owner, tip.</summary>
internal static class ChainMeta
{
    public const byte FormatVersion = 1;

    public static ReadOnlySpan<byte> TipKey => "tip"u8;

    private static ReadOnlySpan<byte> FormatKey => "format"u8;

    private static ReadOnlySpan<byte> NetworkKey => "network"u8;

    private static ReadOnlySpan<byte> NodeKey => "node"u8;

    public static void Put(WriteBatch batch, ColumnFamily meta, StoreIdentity identity)
    {
        batch.Put(meta, FormatKey, [FormatVersion]);
        batch.Put(meta, NetworkKey, identity.Network.Value.ToArray());
        batch.Put(meta, NodeKey, identity.Node.ToArray());
    }

    /// <summary>False if the store is new; throws if it is somebody else's.</summary>
    public static bool Check(RocksDatabase database, ColumnFamily meta, StoreIdentity identity)
    {
        var format = database.Latest.Find(meta, FormatKey);
        if (format is null)
            return false;
        if (format is not [FormatVersion])
        {
            throw new StoreRefusedException(
                $"{database.Path} has storage format {format[0]}; this version reads format {FormatVersion} only.");
        }

        CheckSame(database, meta, NetworkKey, "network", identity.Network.ToString());
        CheckSame(database, meta, NodeKey, "node", identity.Node.ToString());
        return true;
    }

    /// <summary>Whose directory it is, for those who only look; throws if it says nothing that reads.</summary>
    public static StoreIdentity ReadIdentity(RocksDatabase database, ColumnFamily meta)
    {
        var format = database.Latest.Find(meta, FormatKey);
        if (format is not null and not [FormatVersion])
            throw new StoreRefusedException($"{database.Path} has storage format {format[0]}, which is unknown here.");
        if (!Digest.TryRead(database.Latest.Find(meta, NetworkKey), out var network)
            || !Digest.TryRead(database.Latest.Find(meta, NodeKey), out var node))
        {
            throw new StoreDamagedException($"{database.Path} does not say whose chain it holds.");
        }

        return new(new(network), node);
    }

    /// <summary>
    /// Every commit stamps every family, so a family that lost a file behind RocksDB's back is noticed: it reads a
    /// manifest whose end is damaged as one that ended there.
    /// </summary>
    public static void CheckStamps(RocksDatabase database, ChainFamilies families, Height tip)
    {
        var expected = ChainKeys.Block(tip, stackalloc byte[sizeof(ulong)]);
        foreach (var family in families.All)
        {
            using var stamp = database.Latest.Get(family, ChainKeys.Stamp);
            if (!stamp.Bytes.SequenceEqual(expected))
            {
                throw new StoreDamagedException(
                    $"{database.Path} is damaged: {family.Name} lacks the commit of height {tip}.");
            }
        }
    }

    private static void CheckSame(
        RocksDatabase database, ColumnFamily meta, ReadOnlySpan<byte> key, string what, string expected)
    {
        var found = Convert.ToHexStringLower(database.Latest.Find(meta, key) ?? []);
        if (!string.Equals(found, expected, StringComparison.Ordinal))
            throw new StoreRefusedException($"{database.Path} belongs to {what} {found}, not to {expected}.");
    }
}
