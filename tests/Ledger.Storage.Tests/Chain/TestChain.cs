using System.Buffers.Binary;
using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Signatures;
using Ledger.Cryptography.Trees;
using Ledger.Execution.Blocks;
using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Genesis;
using Ledger.Model.Outcomes;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Storage.Chain;

namespace Ledger.Storage.Tests.Chain;

/// <summary>
/// Makes blocks that nobody agreed on or executed but that are whole: the state changes are what the test says, and
/// the same changes are kept in a <see cref="MemoryState"/> to compare with.
/// </summary>
internal sealed class TestChain
{
    public const string Network = "test";

    public static readonly StoreIdentity Identity = new(new(Hash("network")), Hash("node"));

    private static readonly TransactionCodec Transactions = new(Identity.Network, Network, new Parameters());

    public static readonly BlockCodec Codec = new(Transactions, new Parameters());

    private readonly MemoryState _state = new();

    public TestChain()
    {
        var execution = Execute(Height.Genesis, [], [], []);
        var header = Header(Height.Genesis, default, execution, []);
        var history = MerkleFrontier.Empty.Append(TreeHash.Leaf(header.Hash().Value.ToArray()));
        Genesis = new(new(header, header.Hash(), Certificate: null, Validators, history), execution);
        Tip = Genesis.Tip;
        _state.Apply(execution);
    }

    public GenesisCommit Genesis { get; }

    public ChainTip Tip { get; private set; }

    public MemoryState State => _state;

    private static ValidatorSet Validators { get; } = CreateValidators();

    public ChainStore Open(string path) => ChainStore.Open(path, Identity, Codec, () => Genesis);

    /// <summary>The next block; the chain stands on it afterwards.</summary>
    public BlockCommit Next(
        IReadOnlyList<StateChange> changes, IReadOnlyList<ulong>? dropped = null, params Transaction[] transactions)
    {
        var execution = Execute(Tip.Height.Next, changes, dropped ?? [], transactions);
        var header = Header(Tip.Height.Next, Tip.Hash, execution, transactions);
        var block = new Block(header, Tip.Certificate, [.. transactions]);
        var certified = new CertifiedBlock(block, Certify(block));
        _state.Apply(execution);
        Tip = Tip.After(certified);
        return new(certified, execution, Tip);
    }

    /// <summary>A block that depends on nothing but its height: two runs make the same chain.</summary>
    public BlockCommit NextByHeight()
    {
        var height = Tip.Height.Next.Value;
        var author = Account($"account {height % 5}");
        var transaction = Transfer(author, Account($"account {height % 7}"), height);
        var replay = StateKeys.Replay(height, author, transaction.Body.Nonce);
        var sorted = new List<StateChange>
        {
            StateChange.Put(StateKeys.Account(author), BitConverter.GetBytes(height)),
            StateChange.Put(StateKeys.Member((ushort)height), new byte[100]),
            StateChange.Put(StateKeys.ReplayMinute(height), new byte[32]),
            StateChange.Put(replay, transaction.Id.Value.ToArray()),
        };
        if (height > 40)
            sorted.Add(StateChange.Remove(StateKeys.ReplayMinute(height - 40)));
        sorted.Sort((left, right) => left.Key.CompareTo(right.Key));
        return Next(sorted, height > 40 ? [height - 40] : [], transaction);
    }

    public static Digest Hash(string text) => Sha256.Hash(System.Text.Encoding.UTF8.GetBytes(text));

    public static AccountId Account(string name) => new(Hash(name));

    public static Transaction Transfer(AccountId from, AccountId to, ulong number)
    {
        Assert.True(Ticker.TryParse("POINT", out var token));
        var body = TransactionBodyEncoder.Encode(new(
            Network,
            from,
            new(number),
            new(1_700_000_000_000),
            [new Operation.Transfer(from, to, token, new(1), OrderReference: null)],
            MemoHash: null));
        var key = new byte[32];
        BinaryPrimitives.WriteUInt64BigEndian(key, number);
        var publicKey = new PublicKey(SignatureScheme.Schnorr, Prefix: 0, new(key));
        var bytes = TransactionCodec.Encode(body, [new(from, publicKey, default, Policy: null)]);
        Assert.True(Transactions.TryDecode(bytes, out var transaction, out _));
        return transaction;
    }

    private static ValidatorSet CreateValidators()
    {
        var validators = Enumerable.Range(0, 4).Select(i => new Validator((ushort)i, Hash($"validator {i}")));
        Assert.True(ValidatorSet.TryCreate(validators, out var set));
        return set!;
    }

    private static FinalityCertificate Certify(Block block)
    {
        var signers = SignerBitmap.Empty(4).With(0).With(2).With(3);
        return new(block.Height, new(1), block.Hash, new(signers, [default, default, default]));
    }

    private ExecutedBlock Execute(
        Height height,
        IReadOnlyList<StateChange> changes,
        IReadOnlyList<ulong> dropped,
        IReadOnlyList<Transaction> transactions) => new()
        {
            Height = height,
            Time = new(1_000 * height.Value),
            Outcomes = Outcomes(height, transactions),
            Changes = changes.ToArray(),
            DroppedMinutes = dropped,
            Pages = Pages(changes, dropped),
            StateRoot = Digest.Zero,
            WorkUnits = 0,
        };

    /// <summary>One tree for each part, and one for each minute of the replay part.</summary>
    private TreeOverlay Pages(IReadOnlyList<StateChange> changes, IReadOnlyList<ulong> dropped)
    {
        var overlay = new TreeOverlay(_state.View.Pages);
        foreach (var minute in dropped)
            overlay.Drop(new((byte)StatePart.Replay, minute));
        foreach (var tree in changes.GroupBy(change => TreeOf(change.Key)))
        {
            var leaves = tree.Select(Leaf).OrderBy(leaf => leaf.Path).ToArray();
            overlay.Apply(StateTree.Update(overlay, tree.Key, leaves));
        }

        return overlay;
    }

    private static TreeId TreeOf(StateKey key) =>
        NonceKey.TryRead(key, out var minute, out _) ? new((byte)key.Part, minute) : new((byte)key.Part);

    private static LeafChange Leaf(StateChange change)
    {
        var key = new byte[change.Key.Length];
        change.Key.CopyTo(key);
        return new(StateTree.PathOf(key), change.IsRemoval ? null : Sha256.Hash(change.Value.Span));
    }

    private static OutcomeLeaves Outcomes(Height height, IReadOnlyList<Transaction> transactions)
    {
        var bytes = new List<byte>(OutcomeCodec.Encode(new BlockOutcome(height, [])));
        var ends = new List<int> { bytes.Count };
        foreach (var transaction in transactions)
        {
            bytes.AddRange(OutcomeCodec.Encode(OutcomeOf(transaction)));
            ends.Add(bytes.Count);
        }

        return new(bytes.ToArray(), ends.ToArray(), Digest.Zero);
    }

    private static Outcome OutcomeOf(Transaction transaction)
    {
        var effects = ImmutableArray.CreateBuilder<OperationEffect>();
        foreach (var operation in transaction.Body.Operations.OfType<Operation.Transfer>())
        {
            var lot = new Lot(default, default, operation.Amount);
            effects.Add(new(
                [
                    new(operation.From, operation.Token, MovementKind.Debit, [lot]),
                    new(operation.To, operation.Token, MovementKind.Credit, [lot]),
                ],
                Repeats: null));
        }

        return new(transaction.Id, Reason.None, 0, effects.ToImmutable());
    }

    private Header Header(
        Height height, BlockHash parent, ExecutedBlock execution, Transaction[] transactions) => new()
        {
            Network = Identity.Network,
            Height = height,
            CreatedView = new(1),
            Proposer = 0,
            Streak = 1,
            Time = execution.Time,
            Parent = parent,
            ParentCertificateHash = Tip?.Certificate?.Hash() ?? Digest.Zero,
            TransactionRoot = Block.RootOf([.. transactions]),
            TransactionCount = (uint)transactions.Length,
            EvidenceRoot = Block.RootOf(ImmutableArray<Model.Votes.Evidence>.Empty),
            ValidatorsHash = Validators.Hash,
            NextValidatorsHash = Validators.Hash,
            StateRoot = execution.StateRoot,
            OutcomeRoot = execution.OutcomeRoot,
            HistoryRoot = Tip?.History.Root ?? MerkleFrontier.Empty.Root,
        };
}
