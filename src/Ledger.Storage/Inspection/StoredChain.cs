using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Ledger.Audit.Blocks;
using Ledger.Cryptography;
using Ledger.Model.Genesis;
using Ledger.Model.Values;
using Ledger.Storage.Chain;
using Ledger.Storage.Journal;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Inspection;

/// <summary>
/// A node's directory under inspection: opened for reading only, without a key, a lock or a word to the node that may
/// be writing to it. What is read is the chain as of the opening. Damage throws an <see cref="IOException"/> that names
/// the place.
/// </summary>
public sealed class StoredChain : IDisposable
{
    private const string ChainFolder = "chain";
    private const string JournalFolder = "journal";

    private readonly RocksDatabase _database;
    private readonly ChainFamilies _families;
    private readonly StoredTip _tip;

    private StoredChain(string path, RocksDatabase database)
    {
        (Path, _database) = (path, database);
        _families = new(database);
        Identity = ChainMeta.ReadIdentity(database, _families.Meta);
        var bytes = database.Latest.Find(_families.Meta, ChainMeta.TipKey) ?? [];
        if (!StoredTip.TryRead(bytes, out var tip) || tip is null)
            throw new StoreDamagedException($"{path}: the record of the tip cannot be read.");
        ChainMeta.CheckStamps(database, _families, tip.Height);
        _tip = tip;
    }

    /// <summary>The directory of the chain's database.</summary>
    public string Path { get; }

    public StoreIdentity Identity { get; }

    public Height Tip => _tip.Height;

    /// <summary>Whether anything of a chain or a journal is there, be it damaged: else somebody named another directory.</summary>
    public static bool IsIn(string directory) =>
        Directory.Exists(System.IO.Path.Combine(directory, ChainFolder))
        || Directory.Exists(System.IO.Path.Combine(directory, JournalFolder))
        || Directory.EnumerateFiles(directory).Select(System.IO.Path.GetFileName).Any(name =>
            name is "CURRENT" or "IDENTITY" || name!.StartsWith("MANIFEST-", StringComparison.Ordinal)
            || name.EndsWith(".sst", StringComparison.Ordinal));

    /// <param name="directory">The data directory of a node, a copy of one, or the chain's directory in it.</param>
    public static StoredChain Open(string directory)
    {
        var inner = System.IO.Path.Combine(directory, ChainFolder);
        var path = Directory.Exists(inner) ? inner : directory;
        if (!Directory.Exists(path))
            throw new StoreDamagedException($"{path} is missing.");
        var options = new RocksOptions { ReadOnly = true, CreateIfMissing = false };
        var database = RocksDatabase.Open(path, options, ChainFamilies.Options);
        try
        {
            return new(path, database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>
    /// What is wrong with the journal beside the chain, each with file and offset; null if there is no journal.
    /// </summary>
    public static JournalInspection? InspectJournal(string directory, StoreIdentity identity)
    {
        var path = System.IO.Path.Combine(directory, JournalFolder);
        return Directory.Exists(path) ? JournalInspection.Of(path, VoteJournal.OwnerOf(identity)) : null;
    }

    /// <summary>A block with everything that is stored of it.</summary>
    public RawBlock Read(Height height)
    {
        Span<byte> key = stackalloc byte[sizeof(ulong)];
        var header = Find(_families.Headers, ChainKeys.Block(height, key))
            ?? throw Missing(_families.Headers, height);
        if (height == Height.Genesis)
            return new(height, header, default, [], [], default, []);
        var body = Find(_families.Blocks, ChainKeys.Block(height, key)) ?? throw Missing(_families.Blocks, height);
        var certificate = Find(_families.Certificates, ChainKeys.Block(height, key))
            ?? throw Missing(_families.Certificates, height);
        if (!RawBlock.TrySplit(height, body, CertificateOf(certificate, height), ReadOutcomes(height), out var block))
            throw new StoreDamagedException($"{Path}: the block of height {height} cannot be taken apart.");
        return block!.Header.Span.SequenceEqual(header)
            ? block
            : throw new StoreDamagedException($"{Path}: headers and blocks contradict each other at height {height}.");
    }

    /// <summary>Begins to hold all else that is stored against what the blocks make.</summary>
    public StoreComparison Compare(GenesisDocument genesis) => new(Path, _database, _families, _tip, genesis);

    /// <summary>
    /// One hash over every key and value of every family: two directories with equal hashes hold the same, whatever
    /// their files look like.
    /// </summary>
    public Digest ContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> lengths = stackalloc byte[2 * sizeof(uint)];
        foreach (var family in _families.All)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(family.Name));
            using var iterator = _database.Latest.Iterate(family, once: true);
            for (var valid = iterator.SeekToFirst(); valid; valid = iterator.MoveNext())
            {
                BinaryPrimitives.WriteInt32BigEndian(lengths, iterator.Key.Length);
                BinaryPrimitives.WriteInt32BigEndian(lengths[sizeof(uint)..], iterator.Value.Length);
                hash.AppendData(lengths);
                hash.AppendData(iterator.Key);
                hash.AppendData(iterator.Value);
            }
        }

        return new(hash.GetHashAndReset());
    }

    public void Dispose() => _database.Dispose();

    // One byte before it says how long the bitmap is: it has to be right as well.
    private ReadOnlyMemory<byte> CertificateOf(byte[] stored, Height height) =>
        StoredCertificate.TryRead(stored, out Model.Certificates.FinalityCertificate? read) && read is not null
            ? read.ToBytes()
            : throw new StoreDamagedException($"{Path}: the certificate of height {height} cannot be read.");

    private ImmutableArray<ReadOnlyMemory<byte>> ReadOutcomes(Height height)
    {
        var outcomes = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        Span<byte> key = stackalloc byte[ChainKeys.LeafSize];
        var prefix = ChainKeys.Block(height, stackalloc byte[sizeof(ulong)]);
        using var iterator = _database.Latest.IteratePrefix(_families.Outcomes, prefix);
        for (var valid = iterator.SeekToFirst(); valid; valid = iterator.MoveNext())
        {
            if (!iterator.Key.SequenceEqual(ChainKeys.Leaf(height, (uint)outcomes.Count, key)))
                throw new StoreDamagedException($"{Path}: outcome {outcomes.Count} of height {height} is missing.");
            outcomes.Add(iterator.Value.ToArray());
        }

        return outcomes.ToImmutable();
    }

    private byte[]? Find(ColumnFamily family, ReadOnlySpan<byte> key) => _database.Latest.Find(family, key);

    private StoreDamagedException Missing(ColumnFamily family, Height height) =>
        new($"{Path}: {family.Name} lacks height {height}.");
}
