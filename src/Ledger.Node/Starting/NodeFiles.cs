using System.Globalization;
using System.Net;
using Ledger.Cryptography;
using Ledger.Execution.Blocks;
using Ledger.Model.Blocks;
using Ledger.Model.Genesis;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Replication.Membership;
using Ledger.Storage;
using Ledger.Storage.Chain;
using Ledger.Storage.Journal;

namespace Ledger.Node.Starting;

/// <summary>
/// What a node reads from disk before it can begin: genesis, chain and journal, each checked to be its own.
/// </summary>
internal sealed class NodeFiles : IDisposable
{
    public const string ChainFolder = "chain";
    public const string JournalFolder = "journal";

    private NodeFiles(
        GenesisDocument genesis, Member self, ChainStore chain, VoteJournal journal, TransactionCodec codec) =>
        (Genesis, Self, Chain, Journal, Transactions) = (genesis, self, chain, journal, codec);

    public GenesisDocument Genesis { get; }

    public Member Self { get; }

    public ChainStore Chain { get; }

    public VoteJournal Journal { get; }

    /// <summary>There was a chain without a journal, which is begun anew.</summary>
    public bool HasLostJournal { get; private init; }

    public TransactionCodec Transactions { get; }

    /// <param name="validatorKey">
    /// The x-only key of this node's consensus key: it says which member's node this is.
    /// </param>
    public static NodeFiles Open(string genesisPath, string data, Digest validatorKey)
    {
        var genesis = ReadGenesis(genesisPath);
        var self = FindSelf(genesis, genesisPath, validatorKey);
        var transactions = new TransactionCodec(genesis.Id, genesis.Network, genesis.Parameters);
        var blocks = new BlockCodec(transactions, genesis.Parameters);
        var identity = new StoreIdentity(genesis.Id, validatorKey);
        CreateFolder(data);
        DataDisk.Of(data).Check();
        var chain = OpenChain(Path.Combine(data, ChainFolder), identity, blocks, genesis);
        try
        {
            var path = Path.Combine(data, JournalFolder);
            var isLost = chain.Tip.Height > Height.Genesis && !(Directory.Exists(path) && Directory.EnumerateFiles(path).Any());
            var journal = OpenJournal(path, identity, blocks);
            return new(genesis, self, chain, journal, transactions) { HasLostJournal = isLost };
        }
        catch
        {
            chain.Dispose();
            throw;
        }
    }

    public static GenesisDocument ReadGenesis(string path)
    {
        if (!File.Exists(path))
            throw new StartRefusedException($"{path} is missing: get the network's genesis file from another member.");
        if (GenesisReader.TryRead(ReadBytes(path), out var genesis, out var faults))
            return genesis;
        throw new StartRefusedException(
            string.Join(Environment.NewLine, faults.Select(fault => $"{path}: {fault}")));
    }

    /// <summary>The member whose node has this key.</summary>
    public static Member FindSelf(GenesisDocument genesis, string path, Digest validatorKey) =>
        genesis.Members.FirstOrDefault(member => member.ValidatorKey == validatorKey)
            ?? throw new StartRefusedException(
                $"No validator in {path} has this node's consensus key, {validatorKey}: "
                + "the genesis is another network's, or the key another node's.");

    /// <summary>What the operator can do about a chain that is damaged.</summary>
    public static string ChainRemedy(string path) =>
        $"If the disk is sound, move {path} away, leave all else where it is, and start again: "
        + "the node fetches the chain from the others.";

    /// <summary>The other members' nodes, where genesis says that they are.</summary>
    public PeerDirectory PeersOfGenesis() => new(
        Self.Index,
        Genesis.Members.Where(member => member.Index != Self.Index).Select(member => new PeerMember(
            member.Index, member.Name, member.TlsKeyHash, EndpointOf(member))));

    public void Dispose()
    {
        Journal.Dispose();
        Chain.Dispose();
    }

    // The reader of genesis has checked the form.
    private static DnsEndPoint EndpointOf(Member member)
    {
        var colon = member.Endpoint.LastIndexOf(':');
        var port = int.Parse(member.Endpoint.AsSpan(colon + 1), CultureInfo.InvariantCulture);
        return new(member.Endpoint[..colon].Trim('[', ']'), port);
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{path} cannot be read: {fault.Message}");
        }
    }

    private static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The folder {path} cannot be made: {fault.Message}");
        }
    }

    private static ChainStore OpenChain(string path, StoreIdentity identity, BlockCodec codec, GenesisDocument genesis)
    {
        try
        {
            return ChainStore.Open(path, identity, codec, () => Begin(genesis));
        }
        catch (StoreRefusedException refusal)
        {
            throw new StartRefusedException(
                $"{refusal.Message} One of them is not this node's: the data, the genesis file, or the consensus key.");
        }
        catch (IOException fault)
        {
            // RocksDB's own words name the file. A lock is no damage.
            throw new StartRefusedException(fault.Message.Contains("While lock file", StringComparison.Ordinal)
                ? $"{path} is in use: another node runs with this data. ({fault.Message})"
                : $"{path} cannot be opened: {fault.Message}{Environment.NewLine}{RemedyOf(fault, path)}");
        }
    }

    /// <summary>A disk that takes no writes has damaged nothing.</summary>
    private static string RemedyOf(IOException fault, string path) =>
        fault.Message.Contains("Read-only file system", StringComparison.Ordinal)
        || fault.Message.Contains("Permission denied", StringComparison.Ordinal)
            ? $"Make {path} writable for the node's user. If the disk became read-only by itself, it is failing: look at dmesg."
            : ChainRemedy(path);

    private static VoteJournal OpenJournal(string path, StoreIdentity identity, BlockCodec codec)
    {
        try
        {
            return VoteJournal.Open(path, identity, codec);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{path} cannot be opened: {fault.Message}");
        }
    }

    private static GenesisCommit Begin(GenesisDocument genesis)
    {
        var execution = GenesisBlock.Of(genesis);
        return new(ChainTip.OfGenesis(genesis, execution), execution);
    }
}
