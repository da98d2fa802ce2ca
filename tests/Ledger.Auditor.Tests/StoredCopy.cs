using Ledger.Audit.Tests.Chains;
using Ledger.Execution.Blocks;
using Ledger.Model.Blocks;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Storage;
using Ledger.Storage.Chain;
using Ledger.Storage.Journal;

namespace Ledger.Auditor.Tests;

/// <summary>Builds a node's data directory as a node does, with real database files, log and journal.</summary>
internal static class StoredCopy
{
    /// <param name="reopenEvery">
    /// After so many blocks the store is closed and opened, which turns its log into files.
    /// </param>
    public static void Build(TestChain chain, string data, int reopenEvery)
    {
        Directory.CreateDirectory(data);
        using var journal = VoteJournal.Open(Path.Combine(data, "journal"), IdentityOf(chain), CodecOf(chain));
        var store = Open(chain, data);
        for (var height = 1; height < chain.Blocks.Count; height++)
        {
            if (height % reopenEvery == 0)
            {
                store.Dispose();
                store = Open(chain, data);
            }

            Keep(journal, chain, height);
            Commit(store, chain, height);
        }

        store.Dispose();
    }

    public static ChainStore Open(TestChain chain, string data)
    {
        var execution = GenesisBlock.Of(chain.Network.Genesis);
        var tip = ChainTip.OfGenesis(chain.Network.Genesis, execution);
        return ChainStore.Open(
            Path.Combine(data, "chain"), IdentityOf(chain), CodecOf(chain), () => new(tip, execution));
    }

    public static void Commit(ChainStore store, TestChain chain, int height)
    {
        var (block, execution) = chain.Commits[height - 1];
        store.Commit(new(block, execution, store.Tip.After(block)));
    }

    public static void CopyTo(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.GetDirectories(from))
            CopyTo(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static void Keep(VoteJournal journal, TestChain chain, int height)
    {
        var block = chain.Commits[height - 1].Block.Block;
        var vote = new Notarize(block.Height, View.First, View.None, block.Hash);
        journal.Append(new JournalRecord.Started(block.Height));
        journal.Append(new JournalRecord.BodyKept(block));
        journal.Append(new JournalRecord.Voted(vote, null));
        journal.Flush();
    }

    private static StoreIdentity IdentityOf(TestChain chain) =>
        new(chain.Network.Genesis.Id, chain.Network.Validators[0].Public);

    private static BlockCodec CodecOf(TestChain chain)
    {
        var genesis = chain.Network.Genesis;
        return new(new(genesis.Id, genesis.Network, genesis.Parameters), genesis.Parameters);
    }
}
