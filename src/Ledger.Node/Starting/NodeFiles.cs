using Ledger.Cryptography;
using Ledger.Execution.Blocks;
using Ledger.Model.Blocks;
using Ledger.Model.Genesis;
using Ledger.Model.Transactions;
using Ledger.Replica.Ports;
using Ledger.Storage;
using Ledger.Storage.Chain;
using Ledger.Storage.Journal;

namespace Ledger.Node.Starting;

/// <summary>What a node reads from disk before it can begin: genesis, chain and journal, each checked to be its own.</summary>
internal sealed class NodeFiles : IDisposable
{
    private NodeFiles(
        GenesisDocument genesis, Member self, ChainStore chain, VoteJournal journal, TransactionCodec codec) =>
        (Genesis, Self, Chain, Journal, Transactions) = (genesis, self, chain, journal, codec);

    public GenesisDocument Genesis { get; }

    public Member Self { get; }

    public ChainStore Chain { get; }

    public VoteJournal Journal { get; }

    public TransactionCodec Transactions { get; }

    /// <param name="validatorKey">The x-only key of this node's consensus key: it says which member's node this is.</param>
    public static NodeFiles Open(string genesisPath, string data, Digest validatorKey)
    {
        var genesis = ReadGenesis(genesisPath);
        var self = genesis.Members.FirstOrDefault(member => member.ValidatorKey == validatorKey)
            ?? throw new StartRefusedException(
                $"No validator in {genesisPath} has this node's consensus key, {validatorKey}: "
                + "the genesis is another network's, or the key another node's.");
        var transactions = new TransactionCodec(genesis.Id, genesis.Network, genesis.Parameters);
        var blocks = new BlockCodec(transactions, genesis.Parameters);
        var identity = new StoreIdentity(genesis.Id, validatorKey);
        Directory.CreateDirectory(data);
        var chain = ChainStore.Open(Path.Combine(data, "chain"), identity, blocks, () => Begin(genesis));
        var journal = VoteJournal.Open(Path.Combine(data, "journal"), identity, blocks);
        return new(genesis, self, chain, journal, transactions);
    }

    public void Dispose()
    {
        Journal.Dispose();
        Chain.Dispose();
    }

    private static GenesisDocument ReadGenesis(string path)
    {
        if (!File.Exists(path))
            throw new StartRefusedException($"{path} is missing: get the network's genesis file from another member.");
        if (GenesisReader.TryRead(File.ReadAllBytes(path), out var genesis, out var faults))
            return genesis;
        throw new StartRefusedException(
            string.Join(Environment.NewLine, faults.Select(fault => $"{path}: {fault}")));
    }

    private static GenesisCommit Begin(GenesisDocument genesis)
    {
        var execution = GenesisBlock.Of(genesis);
        return new(ChainTip.OfGenesis(genesis, execution), execution);
    }
}
