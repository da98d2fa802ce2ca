using System.Buffers.Binary;
using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Signatures;
using Ledger.Execution.Blocks;
using Ledger.Execution.State;
using Ledger.Model.Genesis;
using Ledger.Model.Outcomes;
using Ledger.Model.Policies;
using Ledger.Model.Rates;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Benchmarks;

/// <summary>A state of so many accounts with known policies, each with units of three tokens in turn.</summary>
internal sealed class ExecutionWorkload
{
    private const string NetworkName = "bench";
    private const ulong UnitsEach = 1_000_000;
    private const int MintsPerTransaction = 100;
    private const int TransactionsPerBlock = 700;

    private static readonly NetworkId Network = new(DigestOf(0, "network"));
    private static readonly Timestamp Start = new(1_773_144_000_000);
    private static readonly Parameters Limits = new();
    private static readonly int[] Minter = [0];
    private static readonly string[] Tickers = ["BEANS", "MILES", "STARS"];
    private static readonly Ticker Reels = Ticker.TryParse("REELS", out var ticker) ? ticker : default;

    private readonly TransactionCodec _codec = new(Network, NetworkName, Limits);
    private readonly MemoryState _state = new();
    private readonly Policy[] _policies;
    private readonly AccountId[] _accounts;
    private ExecutedBlock _last;
    private UInt128 _nonce;

    public ExecutionWorkload(int accounts)
    {
        _policies = [.. Enumerable.Range(0, accounts).Select(PolicyOf)];
        _accounts = [.. _policies.Select(PolicyCodec.AccountOf)];
        _last = GenesisBlock.Of(Genesis);
        _state.Apply(_last);
        Fill();
        Agree();
    }

    /// <summary>Of the last block: transactions are valid for a minute after it.</summary>
    public Timestamp Time => _last.Time;

    public static NetworkRules Rules => new(NetworkName, Limits);

    public ExecutedBlock Execute(BlockExecutor executor, Transaction[] transactions)
    {
        var context = new BlockContext(_last.Height.Next, new(_last.Time.Milliseconds + 1_000), _last.Time);
        var verdict = executor.Execute(context, _state.View, transactions);
        return verdict is BlockVerdict.Valid valid ? valid.Block : throw new InvalidOperationException($"{verdict}");
    }

    /// <summary>What fails early costs little, and would be measured as speed.</summary>
    public static void RequireSuccess(ExecutedBlock block)
    {
        for (var leaf = 1; leaf < block.Outcomes.Count; leaf++)
        {
            if (!OutcomeCodec.TryDecode(block.Outcomes[leaf].Span, out Outcome? outcome) || !outcome.IsSuccess)
                throw new InvalidOperationException($"A transaction of the benchmark failed: {outcome?.Reason}");
        }
    }

    /// <summary>Distinct authors far apart in the state, each paying another account.</summary>
    public Transaction[] Transfers(int count) => Make(count, i =>
    {
        var (from, to) = (Spread(2 * i), Spread((2 * i) + 1));
        return (from, [new Operation.Transfer(_accounts[from], _accounts[to], TokenOf(from), new(1), null)], [from]);
    });

    public Transaction[] Mints(int count) => Make(count, i => (0, [MintTo(Spread(i))], Minter));

    public Transaction[] Swaps(int count) => Make(count, i =>
    {
        var parties = Enumerable.Range(0, 3).Select(k => Spread((3 * i) + k)).ToArray();
        var legs = parties.Select((party, k) =>
            new SwapLeg(_accounts[party], _accounts[parties[(k + 1) % 3]], TokenOf(party), new(1)));
        return (parties[0], [new Operation.Swap([.. legs])], parties);
    });

    /// <summary>
    /// Distinct customers, each giving units of its token for reels of another member at an agreed rate.
    /// </summary>
    public Transaction[] Exchanges(int count) => Make(count, i =>
    {
        var customer = Spread(i);
        var exchange = new Operation.Exchange(
            _accounts[customer], [TokenOf(customer), Reels], new(10), MinReceive: new(6), QuoteId: null);
        return (customer, [exchange], [customer]);
    });

    private static Digest DigestOf(int number, string purpose)
    {
        var bytes = new byte[sizeof(int) + purpose.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        System.Text.Encoding.ASCII.GetBytes(purpose, bytes.AsSpan(sizeof(int)));
        return Sha256.Hash(bytes);
    }

    private static Policy PolicyOf(int account) =>
        Policy.OfOne(new(SignatureScheme.Schnorr, 0, DigestOf(account, "key")));

    private static Ticker TokenOf(int account) =>
        Ticker.TryParse(Tickers[account % Tickers.Length], out var ticker)
            ? ticker
            : throw new InvalidOperationException("A ticker of the benchmark is none.");

    /// <summary>
    /// A permutation of the accounts for indexes below their number: 7,919 divides none of the sizes used.
    /// </summary>
    private int Spread(int index) => (int)((long)index * 7_919 % _accounts.Length);

    private Operation.Mint MintTo(int account) => new(
        TokenOf(account),
        _accounts[account],
        new(UnitsEach),
        MintReason.Purchase,
        DigestOf((int)++_nonce, "order"),
        ActivatesAt: default);

    private void Fill()
    {
        var executor = new BlockExecutor(Rules);
        var chunks = Enumerable.Range(0, _accounts.Length).Chunk(MintsPerTransaction)
            .Select(chunk => (0, chunk.Select(account => (Operation)MintTo(account)).ToImmutableArray(), Minter));
        foreach (var block in chunks.Chunk(TransactionsPerBlock))
        {
            _last = Execute(executor, Make(block.Length, i => block[i]));
            _state.Apply(_last);
        }
    }

    /// <summary>The second member's treasury pays two reels for three units of any of the tokens.</summary>
    private void Agree()
    {
        var without = new Amount(1L << 62);
        var terms = new RateTerms(
            new(2, 3, FeePerMillion: 0), null, new(1), without, without, without, without, default, Timestamp.Latest, 60_000);
        var reels = new Operation.Mint(
            Reels, TreasuryOf(Tickers.Length), without, MintReason.Purchase, DigestOf(0, "reels"), default);
        var agreements = Enumerable.Range(0, Tickers.Length)
            .Select(token => (Operation)new Operation.AgreeRate(TokenOf(token), Reels, terms));
        _last = Execute(new(Rules), Make(1, _ => (0, [reels, .. agreements], [0, 1])));
        _state.Apply(_last);
    }

    private Transaction[] Make(
        int count, Func<int, (int Author, ImmutableArray<Operation> Operations, int[] Signers)> content)
    {
        var transactions = new Transaction[count];
        for (var i = 0; i < count; i++)
        {
            var (author, operations, signers) = content(i);
            var validUntil = new Timestamp(_last.Time.Milliseconds + 61_000);
            var body = new TransactionBody(NetworkName, _accounts[author], new(++_nonce), validUntil, operations, null);
            var bytes = new UnsignedTransaction(Network, body).Attach(signers.Select(Sign));
            transactions[i] = _codec.TryDecode(bytes, out var transaction, out var reason)
                ? transaction
                : throw new InvalidOperationException($"{reason}");
        }

        return transactions;
    }

    private AccountSignature Sign(int account) =>
        new(_accounts[account], _policies[account].Keys[0].Key, default, Policy: null);

    /// <summary>Knows all accounts, none of which has units.</summary>
    public GenesisDocument Genesis => new(
        Network,
        NetworkName,
        Start,
        Limits,
        [.. Enumerable.Range(0, 2).Select(MemberOf)],
        [.. _policies.Select((policy, i) => new GenesisAccount(_accounts[i], policy))],
        [.. Tickers.Select((name, i) => Definition(i, name, issuer: 0)), Definition(Tickers.Length, "REELS", issuer: 1)]);

    private Member MemberOf(int index) => new(
        (ushort)index,
        $"Bench {index}",
        _accounts[index],
        DigestOf(index, "validator"),
        DigestOf(index, "tls"),
        $"127.0.0.1:{7000 + index}");

    private static AccountId TreasuryOf(int token) => new(DigestOf(token, "treasury"));

    private TokenDefinition Definition(int token, string name, ushort issuer) => new(
        Ticker.TryParse(name, out var ticker) ? ticker : default,
        issuer,
        name,
        Scale: 2,
        TreasuryOf(token),
        Amount.SupplyMax,
        new(Granularity.Day, 0),
        CapabilityManifest.Fixed(Transferability.Free, 30),
        Minter: _accounts[0],
        MintPerDayMax: Amount.SupplyMax,
        RedeemNeedsIssuer: false,
        Terms: null,
        Logo: null);
}
