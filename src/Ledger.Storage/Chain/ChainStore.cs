using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Execution.Blocks;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Encoding;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>
/// The committed chain, the state after it and all indexes in one RocksDB directory (FORMAT.md). One thread commits;
/// reading is safe from any.
/// </summary>
public sealed class ChainStore : IBlockStore, IDisposable
{
    private readonly RocksDatabase _database;
    private readonly ChainFamilies _families;
    private readonly BlockCodec _codec;
    private readonly PageCache _pages = new();
    private readonly FrozenTip _frozen;
    private volatile ChainTip _tip;

    // Written by the thread that commits; a reader only saves itself the reading of the same bytes again.
    private volatile StoredTip? _stored;

    private ChainStore(ChainOpening opening, BlockCodec codec, StoreIdentity identity, Func<GenesisCommit> genesis)
    {
        var database = opening.Database;
        (_database, _codec, CutAtOpening) = (database, codec, opening.Cut);
        _families = new(database);
        Indexes = new(database.Latest, _families);
        _frozen = new(database, ReadTip);
        if (!ChainMeta.Check(database, _families.Meta, identity))
        {
            if (!opening.MayBegin)
                {
                    throw new StoreDamagedException(
                        $"{database.Path} is damaged: it has lost the record of whose chain it holds.");
                }
            Begin(identity, genesis());
        }

        _stored = ReadTip(database.Latest);
        ChainMeta.CheckStamps(database, _families, _stored.Height);
        _pages.Begin(_stored.Height);
        _tip = RestoreTip(_stored);
    }

    public ChainTip Tip => _tip;

    /// <summary>
    /// What opening had to cut off: RocksDB's words about a damaged end of its log, or null. The blocks that are gone
    /// are those above <see cref="Tip"/>, and peers have them.
    /// </summary>
    public string? CutAtOpening { get; }

    /// <summary>
    /// Fails with words that name the file once a read found other bytes than were written, whoever was reading:
    /// nothing read from this store may be trusted further, so the node stops.
    /// </summary>
    public Task Damage => _database.Damage;

    /// <summary>What is found by other names than a height or a transaction's id.</summary>
    public ChainIndexes Indexes { get; }

    /// <summary>
    /// Opens the directory, or begins it with genesis. Throws <see cref="StoreRefusedException"/> if it is not this
    /// node's, and the database's own error if a file is damaged.
    /// </summary>
    public static ChainStore Open(
        string path, StoreIdentity identity, BlockCodec codec, Func<GenesisCommit> genesis)
    {
        var opening = ChainOpening.Open(path);
        try
        {
            return new(opening, codec, identity, genesis);
        }
        catch
        {
            opening.Database.Dispose();
            throw;
        }
    }

    public void Commit(BlockCommit commit)
    {
        var block = commit.Block.Block;
        Invariant.That(block.Height == _tip.Height.Next && block.Header.Parent == _tip.Hash);
        Invariant.That(commit.Execution.Height == block.Height && commit.Tip.Hash == block.Hash);
        using var batch = _database.StartBatch();
        var writes = new ChainBatch(_families, batch);
        writes.PutHeader(block.Header);
        writes.PutBlock(block);
        writes.PutCertificate(commit.Block.Certificate);
        writes.PutOutcomes(block, commit.Execution.Outcomes);
        _stored = Finish(batch, writes, commit.Tip, commit.Execution, _stored!.Minutes);
        _tip = commit.Tip;
    }

    public void Keep(Evidence evidence)
    {
        using var batch = _database.StartBatch();
        batch.Put(_families.Meta, ChainKeys.Evidence(evidence), evidence.ToBytes());
        _database.Write(batch);
    }

    public IReadOnlyList<Evidence> ReadEvidence()
    {
        var kept = new List<Evidence>();
        using var iterator = _database.Latest.IteratePrefix(_families.Meta, ChainKeys.EvidencePrefix);
        for (var valid = iterator.SeekToFirst(); valid; valid = iterator.MoveNext())
        {
            kept.Add(Evidence.TryRead(iterator.Value, out var evidence)
                ? evidence!
                : throw new StoreDamagedException("Evidence cannot be read."));
        }

        return kept;
    }

    public CertifiedBlock? FindBlock(Height height)
    {
        var bytes = _database.Latest.Find(_families.Blocks, ChainKeys.Block(height, stackalloc byte[sizeof(ulong)]));
        if (bytes is null || FindCertificate(height) is not { } certificate)
            return null;
        return _codec.TryDecode(bytes, out var block) && block.Height == height
            ? new(block, certificate)
            : throw new StoreDamagedException($"The block of height {height} cannot be read.");
    }

    public Header? FindHeader(Height height)
    {
        var key = ChainKeys.Block(height, stackalloc byte[sizeof(ulong)]);
        using var bytes = _database.Latest.Get(_families.Headers, key);
        if (!bytes.IsFound)
            return null;
        return Header.TryRead(bytes.Bytes, out var header)
            ? header
            : throw new StoreDamagedException($"The header of height {height} cannot be read.");
    }

    public FinalityCertificate? FindCertificate(Height height)
    {
        var key = ChainKeys.Block(height, stackalloc byte[sizeof(ulong)]);
        using var bytes = _database.Latest.Get(_families.Certificates, key);
        if (!bytes.IsFound)
            return null;
        return StoredCertificate.TryRead(bytes.Bytes, out FinalityCertificate? certificate)
            ? certificate
            : throw new StoreDamagedException($"The finality certificate of height {height} cannot be read.");
    }

    public CommittedTransaction? FindTransaction(TransactionId id)
    {
        var key = ChainKeys.Transaction(id, stackalloc byte[Digest.Size]);
        var place = _database.Latest.Find(_families.Transactions, key);
        if (place is null)
            return null;
        var reader = new FixedReader(place);
        var (height, leaf) = (new Height(reader.UInt64()), reader.UInt32());
        var outcome = _database.Latest.Find(_families.Outcomes, place);
        return reader.IsAtSoundEnd && outcome is not null
            ? new(height, (int)leaf - 1, outcome)
            : throw new StoreDamagedException($"The outcome of transaction {id} cannot be read.");
    }

    public ICommittedState OpenState() => OpenCommittedState();

    /// <summary>As <see cref="OpenState"/>, with reading ahead.</summary>
    public CommittedState OpenCommittedState()
    {
        var (view, tip) = _frozen.Open();
        return new(view, _families, tip, _pages);
    }

    /// <summary>The nodes of the history tree, for proofs between any two heights up to the tip.</summary>
    public IMerkleNodeReader OpenHistory() => new HistoryNodes(_database.Latest, _families);

    public void Dispose()
    {
        _frozen.Dispose();
        _database.Dispose();
    }

    private void Begin(StoreIdentity identity, GenesisCommit genesis)
    {
        using var batch = _database.StartBatch();
        var writes = new ChainBatch(_families, batch);
        ChainMeta.Put(batch, _families.Meta, identity);
        writes.PutHeader(genesis.Tip.Header);
        Finish(batch, writes, genesis.Tip, genesis.Execution, ReplayMinutes.None);
    }

    /// <summary>The part that genesis has in common with every block; then the one synced write.</summary>
    private StoredTip Finish(
        WriteBatch batch,
        ChainBatch writes,
        ChainTip tip,
        ExecutedBlock execution,
        ReplayMinutes minutes)
    {
        var stored = new StoredTip(tip.Height, writes.PutState(execution, minutes), tip.Validators, tip.History);
        writes.PutPages(execution.Pages);
        writes.PutHistory(tip.Height, tip.Hash, OpenHistory());
        writes.PutTip(stored);
        _database.Write(batch);
        _pages.Commit(tip.Height, execution.Pages);
        _frozen.Renew();
        return stored;
    }

    private StoredTip ReadTip(RocksView view)
    {
        using var bytes = view.Get(_families.Meta, ChainMeta.TipKey);
        if (_stored is { } known && StoredTip.HeightOf(bytes.Bytes) == known.Height)
            return known;
        return StoredTip.TryRead(bytes.Bytes, out var tip) && tip is not null
            ? tip
            : throw new StoreDamagedException("The record of the tip cannot be read.");
    }

    private ChainTip RestoreTip(StoredTip stored)
    {
        var header = FindHeader(stored.Height)
            ?? throw new StoreDamagedException($"The header of the tip, height {stored.Height}, is missing.");
        return new(header, header.Hash(), FindCertificate(stored.Height), stored.Validators, stored.History);
    }
}
