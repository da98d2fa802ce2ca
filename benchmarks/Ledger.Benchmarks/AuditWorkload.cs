using System.Collections.Immutable;
using Ledger.Audit.Blocks;
using Ledger.Consensus.Views;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Secp256k1;
using Ledger.Cryptography.Signatures;
using Ledger.Cryptography.Trees;
using Ledger.Execution.Blocks;
using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Genesis;
using Ledger.Model.Policies;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Benchmarks;

/// <summary>
/// A certified chain with real keys: blocks of single-signature transfers between accounts of genesis.
/// </summary>
internal sealed class AuditWorkload
{
    private const string Name = "bench";
    private const int Validators = 4;
    private const int MintsPerTransaction = 50;

    private static readonly Ticker Token = Ticker.TryParse("MILES", out var ticker) ? ticker : default;

    private readonly Key[] _validators = [.. Enumerable.Range(0, Validators).Select(index => new Key($"validator {index}"))];
    private readonly Key[] _accounts;
    private readonly MemoryState _state = new();
    private readonly BlockExecutor _executor;
    private readonly TransactionCodec _codec;
    private MerkleFrontier _history = MerkleFrontier.Empty;
    private FinalityCertificate? _certificate;
    private Header _tip;
    private UInt128 _nonces;

    public AuditWorkload(int accounts, int blocks, int transfersPerBlock)
    {
        _accounts = [.. Enumerable.Range(0, accounts).Select(index => new Key($"account {index}"))];
        Genesis = MakeGenesis();
        _executor = new(NetworkRules.Of(Genesis));
        _codec = new(Genesis.Id, Name, Genesis.Parameters);
        var execution = GenesisBlock.Of(Genesis);
        _state.Apply(execution);
        _tip = GenesisBlock.HeaderOf(Genesis, execution);
        Blocks.Add(new(Height.Genesis, _tip.ToBytes(), default, [], [], default, []));
        Add([.. _accounts.Chunk(MintsPerTransaction).Select(some => Sign(_accounts[0], [.. some.Select(Mint)]))]);
        var random = new Random(1);
        for (var block = 0; block < blocks; block++)
            Add([.. Enumerable.Range(0, transfersPerBlock).Select(_ => Transfer(random))]);
    }

    public GenesisDocument Genesis { get; }

    /// <summary>From genesis on.</summary>
    public List<RawBlock> Blocks { get; } = [];

    public List<Transaction> Transactions { get; } = [];

    private Timestamp Next => new(_tip.Time.Milliseconds + 1_000);

    private GenesisDocument MakeGenesis()
    {
        var manifest = CapabilityManifest.Fixed(Transferability.Free, 30);
        TokenDefinition token = new(
            Token, 0, "Miles", 0, _accounts[0].Account, Amount.SupplyMax, new(Granularity.Day, 0), manifest,
            _accounts[0].Account, Amount.SupplyMax, false, null, null);
        var file = GenesisWriter.Write(new(
            default,
            Name,
            new(1_773_144_000_000),
            new(),
            [.. Enumerable.Range(0, Validators).Select(MemberOf)],
            [.. _accounts.Select(key => new GenesisAccount(key.Account, key.Policy)).OrderBy(account => account.Id)],
            [token]));
        return GenesisReader.TryRead(file, out var genesis, out var faults)
            ? genesis
            : throw new InvalidOperationException(string.Join('\n', faults));
    }

    private Member MemberOf(int index) => new(
        (ushort)index, $"Member {index}", _accounts[index].Account, _validators[index].Public, Sha256.Hash([(byte)index]), "127.0.0.1:7000");

    private Operation Mint(Key to) => new Operation.Mint(
        Token, to.Account, new(1_000_000), MintReason.Purchase, Sha256.Hash(BitConverter.GetBytes((ulong)++_nonces)), default);

    private Transaction Transfer(Random random)
    {
        var from = 1 + random.Next(_accounts.Length - 1);
        var to = _accounts[1 + (from % (_accounts.Length - 1))];
        return Sign(_accounts[from], [new Operation.Transfer(_accounts[from].Account, to.Account, Token, new(1), null)]);
    }

    private Transaction Sign(Key author, ImmutableArray<Operation> operations)
    {
        UnsignedTransaction unsigned = new(Genesis.Id, new(
            Name, author.Account, new(++_nonces), new(Next.Milliseconds + 60_000), operations, null));
        AccountSignature signature = new(author.Account, author.PublicKey, author.Sign(unsigned.Id.Value), null);
        return _codec.TryDecode(unsigned.Attach([signature]), out var transaction, out var reason)
            ? transaction
            : throw new InvalidOperationException($"{reason}");
    }

    private void Add(ImmutableArray<Transaction> transactions)
    {
        var draft = _executor.Build(new(_tip.Height.Next, Next, _tip.Time), _state.View, transactions);
        if (draft.Transactions.Length < transactions.Length)
            throw new InvalidOperationException($"{draft.Refusals.FirstOrDefault()}");
        _history = _history.Append(TreeHash.Leaf(_tip.Hash().Value.ToArray()));
        Block block = new(HeaderOf(draft.Block, transactions), _certificate, transactions);
        var certificate = Certify(block);
        Blocks.Add(new(
            block.Height,
            block.Header.ToBytes(),
            _certificate?.ToBytes() ?? [],
            [],
            [.. transactions.Select(transaction => transaction.Bytes)],
            certificate.ToBytes(),
            [.. Enumerable.Range(0, draft.Block.Outcomes.Count).Select(leaf => draft.Block.Outcomes[leaf])]));
        Transactions.AddRange(transactions);
        _state.Apply(draft.Block);
        (_tip, _certificate) = (block.Header, certificate);
    }

    private Header HeaderOf(ExecutedBlock execution, ImmutableArray<Transaction> transactions)
    {
        var set = Genesis.Validators();
        Tip before = new(_tip.Height, _tip.Hash(), _tip.Proposer, _tip.Streak, _tip.Time, _certificate, set);
        var leader = LeaderSchedule.LeaderOf(before, View.First, Genesis.Parameters.LeaderTermBlocks);
        return new()
        {
            Network = Genesis.Id,
            Height = _tip.Height.Next,
            CreatedView = View.First,
            Proposer = leader,
            Streak = LeaderSchedule.StreakOf(before, leader),
            Time = execution.Time,
            Parent = _tip.Hash(),
            ParentCertificateHash = _certificate?.Hash() ?? Digest.Zero,
            TransactionRoot = Block.RootOf(transactions),
            TransactionCount = (uint)transactions.Length,
            EvidenceRoot = MerkleFrontier.Empty.Root,
            ValidatorsHash = set.Hash,
            NextValidatorsHash = set.Hash,
            StateRoot = execution.StateRoot,
            OutcomeRoot = execution.OutcomeRoot,
            HistoryRoot = _history.Root,
        };
    }

    private FinalityCertificate Certify(Block block)
    {
        var vote = new Finalize(block.Height, View.First, block.Hash).DigestFor(Genesis.Id);
        var signers = SignerBitmap.Empty(Validators).With(0).With(1).With(2);
        ImmutableArray<Signature> signatures = [.. _validators.Take(3).Select(key => key.Sign(vote))];
        return new(block.Height, View.First, block.Hash, new(signers, signatures));
    }

    private sealed class Key
    {
        private readonly byte[] _secret;

        public Key(string name)
        {
            _secret = Sha256.Hash(System.Text.Encoding.UTF8.GetBytes(name)).ToArray();
            var key = new byte[Schnorr.PublicKeySize];
            Schnorr.TryGetPublicKey(_secret, key);
            Public = new(key);
            PublicKey = new(SignatureScheme.Schnorr, 0, Public);
            Policy = Policy.OfOne(PublicKey);
            Account = PolicyCodec.AccountOf(Policy);
        }

        public Digest Public { get; }

        public PublicKey PublicKey { get; }

        public Policy Policy { get; }

        public AccountId Account { get; }

        public Signature Sign(Digest message)
        {
            Span<byte> bytes = stackalloc byte[Signature.Size];
            var isSigned = Schnorr.TrySign(_secret, message, new byte[Schnorr.AuxiliarySize], bytes);
            return isSigned && Signature.TryRead(bytes, out var signature)
                ? signature
                : throw new InvalidOperationException("No signature.");
        }
    }
}
