using Ledger.Audit.Blocks;
using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Genesis;
using Ledger.Model.Votes;
using Ledger.Storage.Chain;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Inspection;

/// <summary>
/// Holds everything that is stored beside the blocks (FORMAT.md) against what they make: indexes while the audit goes
/// along, history, state and trees at its end. What it finds throws a <see cref="StoreDamagedException"/> with the
/// place.
/// </summary>
public sealed class StoreComparison
{
    /// <summary>Format, network, node and tip.</summary>
    private const ulong OwnEntries = 4;

    private readonly ComparedStore _store;
    private readonly ChainFamilies _families;
    private readonly GenesisDocument _genesis;
    private readonly IndexComparison _indexes;
    private ulong _blocks;
    private ulong _outcomes;

    internal StoreComparison(
        string path, RocksDatabase database, ChainFamilies families, StoredTip tip, GenesisDocument genesis)
    {
        (_families, _genesis) = (families, genesis);
        _store = new(path, database.Latest, families, tip);
        _indexes = new(_store);
    }

    /// <summary>Block 0.</summary>
    public void Begin(Header genesis) => _indexes.Begin(genesis.Hash());

    /// <summary>The next block, which is sound, with its outcomes, which are right.</summary>
    public void Add(Block block, RawBlock raw)
    {
        _blocks++;
        _outcomes += (ulong)raw.Outcomes.Length;
        _indexes.Add(block, raw);
    }

    /// <summary>After the block of the store's own tip.</summary>
    /// <param name="state">The state after that block, as execution made it.</param>
    public void Finish(MemoryState state)
    {
        CheckTip();
        _store.CheckCount(_families.Meta, OwnEntries + CheckEvidence());
        _store.CheckCount(_families.Headers, _blocks + 1);
        _store.CheckCount(_families.Blocks, _blocks);
        _store.CheckCount(_families.Certificates, _blocks);
        _store.CheckCount(_families.Outcomes, _outcomes);
        _indexes.Finish();
        new StateComparison(_store, state).Check();
    }

    private void CheckTip()
    {
        var tip = _store.Tip;
        if (tip.Height.Value != _blocks)
            throw Damage($"the tip says height {tip.Height}, the chain has {_blocks}");
        if (tip.Validators.Hash != _genesis.Validators().Hash)
            throw Damage("the tip names other validators");
        if (!tip.History.Equals(_indexes.History))
            throw Damage("the tip's history is not what the blocks make");
    }

    /// <summary>
    /// What the node keeps against others is its own matter, but each piece reads and stands in its place.
    /// </summary>
    private ulong CheckEvidence()
    {
        ulong count = 0;
        using var iterator = _store.View.IteratePrefix(_families.Meta, ChainKeys.EvidencePrefix);
        for (var valid = iterator.SeekToFirst(); valid; valid = iterator.MoveNext(), count++)
        {
            var isInPlace = Evidence.TryRead(iterator.Value, out var evidence)
                && iterator.Key.SequenceEqual(ChainKeys.Evidence(evidence!));
            if (!isInPlace)
                throw Damage($"{Convert.ToHexStringLower(iterator.Key)} is no evidence");
        }

        return count;
    }

    private StoreDamagedException Damage(string what) => _store.Damage(_families.Meta, what);
}
