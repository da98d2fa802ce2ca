using System.Collections.Immutable;
using System.Text;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Execution.Blocks;
using Ledger.Execution.Invariants;
using Ledger.Execution.Lots;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Genesis;
using Ledger.Model.Outcomes;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Tests;

/// <summary>
/// A chain of blocks in memory. Every block is executed by two executors, which must agree in every byte, and the
/// whole state is recounted after it.
/// </summary>
internal sealed class Chain
{
    public const string NetworkName = "testnet";

    /// <summary>2026-03-10, noon.</summary>
    public static readonly Timestamp Start = new(1_773_144_000_000);

    public static readonly NetworkId Network = new(DigestOf("network"));

    private readonly TransactionCodec _codec;
    private readonly BlockExecutor _first;
    private readonly BlockExecutor _second;
    private UInt128 _nonces;

    public Chain(params TokenDefinition[] tokens)
        : this(new Parameters(), tokens)
    {
    }

    public Chain(Parameters parameters, params TokenDefinition[] tokens)
    {
        Genesis = GenesisOf(parameters, tokens);
        var rules = NetworkRules.Of(Genesis);
        _codec = new(Network, NetworkName, parameters);
        (_first, _second) = (new(rules), new(rules));
        Last = GenesisBlock.Of(Genesis);
        State.Apply(Last);
        Assert.Null(Recount.FindFault(State));
    }

    public GenesisDocument Genesis { get; }

    public MemoryState State { get; } = new();

    /// <summary>The latest block.</summary>
    public ExecutedBlock Last { get; private set; }

    /// <summary>Time of the next block.</summary>
    public Timestamp Now { get; set; } = new(Start.Milliseconds + 1_000);

    public BlockContext Next => new(Last.Height.Next, Now, Last.Time);

    public static Wallet Member(ushort index) => new($"member {index}");

    public static Digest DigestOf(string text) => Sha256.Hash(Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// A transaction of the author and whoever else signs, with a fresh nonce and valid for a minute.
    /// </summary>
    public Transaction Sign(Wallet author, ImmutableArray<Operation> operations, params Wallet[] others)
    {
        var signatures = others.Prepend(author).Distinct().Select(wallet => wallet.Sign(IsPolicyUnknown(wallet)));
        return Sign(Body(author, operations), [.. signatures]);
    }

    public Transaction Sign(Wallet author, Operation operation, params Wallet[] others) =>
        Sign(author, [operation], others);

    public Transaction Sign(TransactionBody body, params AccountSignature[] signatures)
    {
        var bytes = new UnsignedTransaction(Network, body).Attach(signatures);
        Assert.True(_codec.TryDecode(bytes, out var transaction, out var reason), reason.ToString());
        return transaction;
    }

    public TransactionBody Body(Wallet author, params ImmutableArray<Operation> operations) => new(
        NetworkName, author.Account, new(++_nonces), new(Now.Milliseconds + 60_000), operations, null);

    /// <summary>Adds a block of these transactions, which must all be admissible, and gives their outcomes.</summary>
    public ImmutableArray<Outcome> Commit(params Transaction[] transactions)
    {
        var verdict = _first.Execute(Next, State.View, transactions);
        var block = Assert.IsType<BlockVerdict.Valid>(verdict).Block;
        var draft = _second.Build(Next, State.View, transactions);
        Assert.Empty(draft.Refusals);
        AssertSame(block, draft.Block);
        Append(block);
        return OutcomesOf(block);
    }

    /// <summary>Adds a block of one transaction and gives how it ended.</summary>
    public Reason CommitOne(Transaction transaction) => Assert.Single(Commit(transaction)).Reason;

    /// <summary>Adds a block of one transaction, which must succeed, and gives its outcome.</summary>
    public Outcome Succeed(Transaction transaction)
    {
        var outcome = Assert.Single(Commit(transaction));
        Assert.Equal(Reason.None, outcome.Reason);
        return outcome;
    }

    /// <summary>Adds an empty block and gives what it did by itself.</summary>
    public ImmutableArray<Movement> Sweep()
    {
        Commit();
        Assert.True(OutcomeCodec.TryDecode(Last.Outcomes[0].Span, out BlockOutcome? outcome));
        return outcome.Movements;
    }

    /// <summary>Why a block must not contain this transaction now; builder and voter must find the same.</summary>
    public Reason RefusalOf(Transaction transaction)
    {
        var draft = _first.Build(Next, State.View, [transaction]);
        var refusal = Assert.Single(draft.Refusals).Reason;
        Assert.Empty(draft.Transactions);
        var verdict = _second.Execute(Next, State.View, [transaction]);
        Assert.Equal(new BlockVerdict.Invalid(BlockFault.Transaction, 0, refusal), verdict);
        return refusal;
    }

    public BlockVerdict Judge(params Transaction[] transactions) => _first.Execute(Next, State.View, transactions);

    public BlockDraft Build(params Transaction[] candidates) => _first.Build(Next, State.View, candidates);

    public void Append(ExecutedBlock block)
    {
        State.Apply(block);
        Last = block;
        Now = new(Math.Max(Now.Milliseconds, block.Time.Milliseconds) + 1_000);
        Assert.Null(Recount.FindFault(State));
    }

    /// <summary>Mints to an account, in a block of its own.</summary>
    public Outcome Mint(Brand brand, Wallet to, ulong amount) => Succeed(Sign(brand.Minter, MintOf(brand, to, amount)));

    public Operation.Mint MintOf(Brand brand, Wallet to, ulong amount, Timestamp activatesAt = default) => new(
        brand.Ticker, to.Account, new(amount), MintReason.Purchase, FreshReference(), activatesAt);

    /// <summary>An order reference that no operation has used.</summary>
    public Digest FreshReference() => DigestOf($"order {++_nonces}");

    public ulong BalanceOf(Wallet wallet, Brand brand) =>
        LotsOf(wallet, brand).Aggregate(0UL, (sum, lot) => sum + lot.Amount.Units);

    public Lot[] LotsOf(Wallet wallet, Brand brand)
    {
        var lots = new LotList();
        if (State.TryRead(StateKeys.Balance(wallet.Account, brand.Ticker), out var bytes))
            Assert.True(BalanceRecord.TryRead(bytes.Span, lots, out _));
        return lots.Lots.ToArray();
    }

    /// <summary>The open holds that stand in the account's list.</summary>
    public HoldId[] HoldsOf(Wallet wallet)
    {
        if (!State.TryRead(StateKeys.AccountHolds(wallet.Account), out var bytes))
            return [];
        Assert.True(AccountHolds.TryRead(bytes.Span, out var list));
        return [.. list.Holds];
    }

    public AccountRecord? AccountOf(Wallet wallet)
    {
        if (!State.TryRead(StateKeys.Account(wallet.Account), out var bytes))
            return null;
        Assert.True(AccountRecord.TryRead(bytes.Span, out var record));
        return record;
    }

    public TokenCounters CountersOf(Brand brand)
    {
        Assert.True(State.TryRead(StateKeys.Token(brand.Ticker), out var bytes));
        Assert.True(TokenRecord.TryRead(bytes.Span, out var record));
        return record.Counters;
    }

    public static ImmutableArray<Outcome> OutcomesOf(ExecutedBlock block)
    {
        var outcomes = ImmutableArray.CreateBuilder<Outcome>();
        for (var leaf = 1; leaf < block.Outcomes.Count; leaf++)
        {
            Assert.True(OutcomeCodec.TryDecode(block.Outcomes[leaf].Span, out Outcome? outcome));
            Assert.Equal(block.Outcomes[leaf].ToArray(), OutcomeCodec.Encode(outcome));
            outcomes.Add(outcome);
        }

        return outcomes.ToImmutable();
    }

    public static void AssertSame(ExecutedBlock expected, ExecutedBlock actual)
    {
        Assert.Equal(expected.StateRoot, actual.StateRoot);
        Assert.Equal(expected.OutcomeRoot, actual.OutcomeRoot);
        Assert.Equal(expected.WorkUnits, actual.WorkUnits);
        Assert.Equal(expected.DroppedMinutes, actual.DroppedMinutes);
        Assert.Equal(Described(expected), Described(actual));
    }

    private static string[] Described(ExecutedBlock block) =>
    [
        .. block.Changes.ToArray().Select(change =>
            $"{change.Key} {change.IsRemoval} {Convert.ToHexString(change.Value.Span)}"),
    ];

    private bool IsPolicyUnknown(Wallet wallet) => AccountOf(wallet)?.Policy is null;

    private static GenesisDocument GenesisOf(Parameters parameters, TokenDefinition[] tokens)
    {
        ImmutableArray<Member> members = [.. Enumerable.Range(0, 5).Select(index => MemberOf((ushort)index))];
        var wallets = members.Select(member => Member(member.Index))
            .Concat(tokens.Select(token => new Wallet($"{token.Ticker} minter")))
            .Concat(tokens.Select(token => new Wallet($"{token.Ticker} treasury")));
        ImmutableArray<GenesisAccount> accounts = [.. wallets.Select(wallet => AccountOfGenesis(wallet.Policy))];
        return new(Network, NetworkName, Start, parameters, members, accounts, [.. tokens]);
    }

    private static GenesisAccount AccountOfGenesis(Policy policy) => new(PolicyCodec.AccountOf(policy), policy);

    private static Member MemberOf(ushort index) => new(
        index,
        $"Member {index}",
        Member(index).Account,
        DigestOf($"validator {index}"),
        DigestOf($"tls {index}"),
        $"127.0.0.1:{7000 + index}");
}
