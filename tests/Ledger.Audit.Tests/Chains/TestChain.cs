using System.Collections.Immutable;
using Ledger.Audit.Blocks;
using Ledger.Consensus.Views;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Trees;
using Ledger.Execution.Blocks;
using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Audit.Tests.Chains;

/// <summary>
/// Makes certified blocks as four honest nodes would, and on request the forgeries that only all of them together could
/// make: what is forged is signed by whoever is told to.
/// </summary>
internal sealed class TestChain
{
    private readonly MemoryState _state = new();
    private readonly BlockExecutor _executor;
    private readonly TransactionCodec _codec;
    private MerkleFrontier _history = MerkleFrontier.Empty;
    private UInt128 _nonces;

    public TestChain(TestNetwork network)
    {
        Network = network;
        _executor = new(NetworkRules.Of(network.Genesis));
        _codec = new(network.Genesis.Id, TestNetwork.Name, network.Genesis.Parameters);
        var execution = GenesisBlock.Of(network.Genesis);
        _state.Apply(execution);
        Tip = GenesisBlock.HeaderOf(network.Genesis, execution);
        Blocks.Add(new(Height.Genesis, Tip.ToBytes(), default, [], [], default, []));
    }

    public TestNetwork Network { get; }

    public Header Tip { get; private set; }

    public FinalityCertificate? Certificate { get; private set; }

    /// <summary>All blocks from genesis on, as a source would give them.</summary>
    public List<RawBlock> Blocks { get; } = [];

    /// <summary>The blocks from height 1 on with what they made, as a store takes them.</summary>
    public List<(CertifiedBlock Block, ExecutedBlock Execution)> Commits { get; } = [];

    /// <summary>The block that was made last, added or not.</summary>
    public CertifiedBlock? Last { get; private set; }

    private ExecutedBlock? LastExecution { get; set; }

    private Timestamp Next => new(Tip.Time.Milliseconds + 1_000);

    /// <summary>
    /// A chain with some blocks of mints, transfers, a swap, a failure, and an account of somebody new.
    /// </summary>
    public static TestChain WithHistory(int rounds = 3) => WithHistory(TestNetwork.Default, rounds);

    public static TestChain WithHistory(TestNetwork network, int rounds)
    {
        var chain = new TestChain(network);
        for (var round = 0; round < rounds; round++)
            chain.AddRound();
        return chain;
    }

    /// <summary>Three blocks: mints, transfers of which one fails, and a swap.</summary>
    public void AddRound()
    {
        var (airline, cafe, customer) = (Network.Members[0], Network.Members[1], Network.Members[2]);
        Add(Mint(0, customer, 1_000), Mint(1, customer, 500), Mint(1, cafe, 300));
        Add(Transfer(customer, airline, "MILES", 20), Transfer(customer, cafe, "MILES", 1_000_000_000));
        var (miles, beans) = (TestNetwork.TickerOf("MILES"), TestNetwork.TickerOf("BEANS"));
        ImmutableArray<SwapLeg> legs =
        [
            new(customer.Account, cafe.Account, miles, new(10)), new(cafe.Account, customer.Account, beans, new(5)),
        ];
        Add(Sign([customer, cafe], new Operation.Swap(legs)), Transfer(customer, new("newcomer"), "BEANS", 7));
    }

    public Transaction Mint(int issuer, TestKey to, ulong amount) => Sign(
        [Network.Members[issuer]],
        new Operation.Mint(
            Network.Genesis.Tokens[issuer].Ticker, to.Account, new(amount), MintReason.Purchase, Fresh(), default));

    public Transaction Transfer(TestKey from, TestKey to, string token, ulong amount) =>
        Sign([from], new Operation.Transfer(from.Account, to.Account, TestNetwork.TickerOf(token), new(amount), null));

    /// <summary>Signed by each of these keys over the id; the first one is the author.</summary>
    public Transaction Sign(ImmutableArray<TestKey> signers, Operation operation)
    {
        var nonce = ++_nonces;
        var body = new TransactionBody(
            TestNetwork.Name, signers[0].Account, new(nonce), new(Next.Milliseconds + 60_000), [operation], null);
        var unsigned = new UnsignedTransaction(Network.Genesis.Id, body);
        return Decode(unsigned.Attach(signers.Select(signer => signer.Sign(unsigned.Id, withPolicy: false))));
    }

    public Transaction Decode(byte[] bytes)
    {
        Assert.True(_codec.TryDecode(bytes, out var transaction, out var reason), reason.ToString());
        return transaction;
    }

    /// <summary>Adds an honest block; all transactions must be admissible.</summary>
    public RawBlock Add(params ImmutableArray<Transaction> transactions)
    {
        var raw = Make(transactions);
        Blocks.Add(raw);
        Commits.Add((Last!, LastExecution!));
        _state.Apply(LastExecution!);
        _history = HistoryWithTip();
        (Tip, Certificate) = (Last!.Block.Header, Last.Certificate);
        return raw;
    }

    /// <summary>The next block, honest but for what <paramref name="forge"/> changes; it is not added.</summary>
    /// <param name="signers">Positions of the validators that certify the forged header.</param>
    /// <param name="parent">The parent's certificate in place of the true one.</param>
    public RawBlock Make(
        ImmutableArray<Transaction> transactions,
        Func<Header, Header>? forge = null,
        int[]? signers = null,
        ImmutableArray<Evidence> evidence = default,
        FinalityCertificate? parent = null)
    {
        parent ??= Certificate;
        evidence = evidence.IsDefault ? [] : evidence;
        var draft = _executor.Build(new(Tip.Height.Next, Next, Tip.Time), _state.View, transactions);
        var header = HeaderOf(draft.Block, transactions) with
        {
            EvidenceRoot = Block.RootOf(evidence), ParentCertificateHash = parent?.Hash() ?? Digest.Zero,
        };
        header = forge?.Invoke(header) ?? header;
        var block = new Block(header, parent, transactions, evidence);
        var certificate = Certify(header.Height, block.Hash, signers ?? [0, 1, 3]);
        (Last, LastExecution) = (new(block, certificate), draft.Block);
        return new(
            header.Height,
            header.ToBytes(),
            parent?.ToBytes() ?? [],
            [.. evidence.Select(item => (ReadOnlyMemory<byte>)item.ToBytes())],
            [.. transactions.Select(transaction => transaction.Bytes)],
            certificate.ToBytes(),
            [.. Enumerable.Range(0, draft.Block.Outcomes.Count).Select(leaf => draft.Block.Outcomes[leaf])]);
    }

    /// <summary>A finality certificate of these positions, whatever is right.</summary>
    public FinalityCertificate Certify(Height height, BlockHash hash, int[] signers)
    {
        var vote = new Finalize(height, View.First, hash).DigestFor(Network.Genesis.Id);
        var bitmap = SignerBitmap.Empty(Network.Validators.Length);
        foreach (var signer in signers)
            bitmap = bitmap.With(signer);
        ImmutableArray<Signature> signatures = [.. signers.Select(signer => Network.Validators[signer].Sign(vote))];
        return new(height, View.First, hash, new(bitmap, signatures));
    }

    private Header HeaderOf(ExecutedBlock execution, ImmutableArray<Transaction> transactions)
    {
        var validators = Network.Genesis.Validators();
        var before = new Tip(Tip.Height, Tip.Hash(), Tip.Proposer, Tip.Streak, Tip.Time, Certificate, validators);
        var leader = LeaderSchedule.LeaderOf(before, View.First, Network.Genesis.Parameters.LeaderTermBlocks);
        return new()
        {
            Network = Network.Genesis.Id,
            Height = Tip.Height.Next,
            CreatedView = View.First,
            Proposer = leader,
            Streak = LeaderSchedule.StreakOf(before, leader),
            Time = execution.Time,
            Parent = Tip.Hash(),
            ParentCertificateHash = Digest.Zero,
            TransactionRoot = Block.RootOf(transactions),
            TransactionCount = (uint)transactions.Length,
            EvidenceRoot = Digest.Zero,
            ValidatorsHash = validators.Hash,
            NextValidatorsHash = validators.Hash,
            StateRoot = execution.StateRoot,
            OutcomeRoot = execution.OutcomeRoot,
            HistoryRoot = HistoryWithTip().Root,
        };
    }

    private MerkleFrontier HistoryWithTip() => _history.Append(TreeHash.Leaf(Tip.Hash().Value.ToArray()));

    private Digest Fresh() => Sha256.Hash([(byte)++_nonces, (byte)(_nonces >> 8), (byte)(_nonces >> 16)]);
}
