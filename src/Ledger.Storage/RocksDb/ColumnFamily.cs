namespace Ledger.Storage.RocksDb;

/// <summary>A named key space of one database, with its own files; batches span families.</summary>
internal sealed class ColumnFamily
{
    internal ColumnFamily(string name, ColumnFamilyHandle handle)
    {
        Name = name;
        Handle = handle;
    }

    public string Name { get; }

    internal ColumnFamilyHandle Handle { get; }
}
