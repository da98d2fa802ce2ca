using System.Text;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Tests.RocksDb;

/// <summary>A database of two families whose entries have equal key and value.</summary>
internal static class TestDatabase
{
    public static RocksDatabase Open(string path, RocksOptions? options = null) =>
        RocksDatabase.Open(path, options ?? new(), [new("left"), new("right") { BloomBitsPerKey = 0 }]);

    public static void Put(this RocksDatabase database, ColumnFamily family, params string[] entries)
    {
        using var batch = database.StartBatch();
        foreach (var entry in entries)
            batch.Put(family, Encoding.UTF8.GetBytes(entry), Encoding.UTF8.GetBytes(entry));
        database.Write(batch);
    }

    public static List<string> Forward(this RocksIterator iterator)
    {
        var keys = new List<string>();
        for (var valid = iterator.SeekToFirst(); valid; valid = iterator.MoveNext())
            keys.Add(Text(iterator.Key));
        return keys;
    }

    public static List<string> Backward(this RocksIterator iterator)
    {
        var keys = new List<string>();
        for (var valid = iterator.SeekToLast(); valid; valid = iterator.MovePrevious())
            keys.Add(Text(iterator.Key));
        return keys;
    }

    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
