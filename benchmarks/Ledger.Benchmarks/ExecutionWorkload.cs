using System.Buffers.Binary;
using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Signatures;
using Ledger.Execution.Blocks;
using Ledger.Execution.State;
using Ledger.Model.Genesis;
using Ledger.Model.Policies;
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
        _last = GenesisBlock.Of(Genesis());
        _state.Apply(_last);
        Fill();
    }

    public static NetworkRules Rules => new(NetworkName, Limits);

    public ExecutedBlock Execute(BlockExecutor executor, Transaction[] transactions)
    {
        var context = new BlockContext(_last.Height.Next, new(_last.Time.Milliseconds + 1_000), _last.Time);
        var verdict = executor.Execute(context, _state.View, transactions);
        return verdict is BlockVerdict.Valid valid ? valid.Block : throw new InvalidOperationException($"{verdict}");
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

    private GenesisDocument Genesis() => new(
        Network,
        NetworkName,
        Start,
        Limits,
        [new Member(0, "Bench", _accounts[0], DigestOf(0, "validator"), DigestOf(0, "tls"), "127.0.0.1:7000")],
        [.. _policies.Select((policy, i) => new GenesisAccount(_accounts[i], policy))],
        [.. Tickers.Select((_, i) => Definition(i))]);

    private TokenDefinition Definition(int token) => new(
        TokenOf(token),
        Issuer: 0,
        Tickers[token],
        Scale: 2,
        Treasury: new(DigestOf(token, "treasury")),
        Amount.SupplyMax,
        new(Granularity.Day, 0),
        new(
            new(Transferability.Free, Mutability.Locked),
            new(30, Mutability.Locked),
            new(false, Mutability.Locked),
            new(false, Mutability.Locked)),
        Minter: _accounts[0],
        MintPerDayMax: Amount.SupplyMax,
        RedeemNeedsIssuer: false,
        Terms: null,
        Logo: null);
}
