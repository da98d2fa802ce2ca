using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model;
using Ledger.Model.Rates;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Simulation.Keys;
using Ledger.Simulation.Running;
using Ledger.Simulation.Time;

namespace Ledger.Simulation.Customers;

/// <summary>
/// Makes mints, transfers, swaps, exchanges and holds of a few customers; some of them fail when executed, as real ones
/// do.
/// </summary>
internal sealed class CustomerDesk(
    SimulatedGenesis genesis, IKeyring keyring, SimulatedRandom random, Func<Timestamp> clock)
{
    /// <summary>One for each direction, if chance will have it.</summary>
    private const int AgreementsMax = 2;

    /// <summary>Holds that somebody may still come back to.</summary>
    private const int HoldsMax = 16;

    private readonly TransactionCodec _codec =
        new(genesis.Document.Id, genesis.Document.Network, genesis.Document.Parameters);

    private readonly HashSet<Digest> _signed = [];
    private readonly Queue<MadeHold> _holds = [];

    private ulong _count;
    private int _agreed;

    /// <summary>These very bytes, signatures included, were made here.</summary>
    public bool Made(Transaction transaction) => _signed.Contains(transaction.Leaf);

    /// <param name="validUntil">First instant at which it may no longer enter the log.</param>
    public Transaction Next(Timestamp validUntil) => random.Below(15) switch
    {
        < 3 => Mint(validUntil),
        < 8 => Transfer(validUntil),
        < 10 => Swap(validUntil),
        < 12 => Hold(validUntil),
        < 13 when _holds.Count > 0 => EndHold(validUntil),
        _ when _agreed < AgreementsMax => Agree(validUntil),
        _ => Exchange(validUntil),
    };

    /// <summary>More than anybody has: it fails, and its author's failures are counted.</summary>
    public Transaction Overdraft(Timestamp validUntil)
    {
        var (from, to) = (genesis.Customers[0], genesis.Customers[1]);
        var amount = new Amount(1_000_000);
        var transfer = new Operation.Transfer(from.Account, to.Account, genesis.Tokens[0].Ticker, amount, null);
        return Sign(transfer, [from], NextNonce(), validUntil);
    }

    public Transaction Mint(Timestamp validUntil) => Sign(NewMint(), [genesis.Minter], NextNonce(), validUntil);

    /// <summary>Two of one author under one nonce: the log takes one of them.</summary>
    public (Transaction One, Transaction Other) Rivals(Timestamp validUntil)
    {
        var nonce = NextNonce();
        var one = Sign(NewMint(), [genesis.Minter], nonce, validUntil);
        _count++;
        return (one, Sign(NewMint(), [genesis.Minter], nonce, validUntil));
    }

    /// <summary>Well signed by somebody whom the ledger does not know: no block can take it.</summary>
    public Transaction Rubbish(Timestamp validUntil)
    {
        var stranger = new Holder(9_999, keyring);
        var amount = new Amount(1);
        var transfer = new Operation.Transfer(
            stranger.Account, RandomCustomer().Account, RandomToken(), amount, null);
        return Sign(transfer, [stranger], NextNonce(), validUntil);
    }

    private Operation.Mint NewMint()
    {
        var reference = Sha256.Hash(BitConverter.GetBytes(_count));
        var token = genesis.Tokens[random.Below(genesis.Tokens.Length)];
        // Exchanges are paid out of treasuries.
        var to = random.Chance(25) ? token.Treasury : RandomCustomer().Account;
        return new(token.Ticker, to, new Amount(100), MintReason.Purchase, reference, Timestamp.Epoch);
    }

    private Nonce NextNonce() => new(new UInt128(random.Next(), _count++));

    private Transaction Transfer(Timestamp validUntil)
    {
        var (from, to) = TwoCustomers();
        var amount = new Amount((ulong)random.Between(1, 60));
        return Sign(new Operation.Transfer(from.Account, to.Account, RandomToken(), amount, null), [from], NextNonce(), validUntil);
    }

    private Transaction Swap(Timestamp validUntil)
    {
        var (one, other) = TwoCustomers();
        ImmutableArray<SwapLeg> legs =
        [
            new(one.Account, other.Account, genesis.Tokens[0].Ticker, new Amount((ulong)random.Between(1, 40))),
            new(other.Account, one.Account, genesis.Tokens[1].Ticker, new Amount((ulong)random.Between(1, 40))),
        ];
        return Sign(new Operation.Swap(legs), [one, other], NextNonce(), validUntil);
    }

    // Most end while the network is busy, some when nothing else goes on.
    private Transaction Hold(Timestamp validUntil)
    {
        var (from, payee) = TwoCustomers();
        var amount = (ulong)random.Between(1, 40);
        var term = (ulong)(random.Chance(10) ? random.Between(60_000, 120_000) : random.Between(500, 10_000));
        var end = new Timestamp(clock().Milliseconds + term);
        var hold = new Operation.Hold(
            from.Account, payee.Account, null, RandomToken(), new(amount), end, HolderMayRelease: random.Chance(50));
        var transaction = Sign(hold, [from], NextNonce(), validUntil);
        if (_holds.Count == HoldsMax)
            _holds.Dequeue();
        _holds.Enqueue(new(HoldId.Of(transaction.Id, 0), from, payee, amount));
        return transaction;
    }

    private Transaction EndHold(Timestamp validUntil)
    {
        var hold = _holds.ElementAt(random.Below(_holds.Count));
        if (random.Chance(60))
        {
            var amount = new Amount((ulong)random.Between(1, (long)hold.Amount));
            return Sign(new Operation.Capture(hold.Id, hold.Payee.Account, amount), [hold.Payee], NextNonce(), validUntil);
        }

        var by = random.Chance(50) ? hold.Payee : hold.From;
        return Sign(new Operation.Release(hold.Id, by.Account), [by], NextNonce(), validUntil);
    }

    private Transaction Exchange(Timestamp validUntil)
    {
        var customer = RandomCustomer();
        var (given, taken) = TwoTokens();
        var amount = new Amount((ulong)random.Between(1, 40));
        var exchange = new Operation.Exchange(customer.Account, [given, taken], amount, default, null);
        return Sign(exchange, [customer], NextNonce(), validUntil);
    }

    /// <summary>All members share one account here, and so one signature.</summary>
    private Transaction Agree(Timestamp validUntil)
    {
        _agreed++;
        var (given, taken) = TwoTokens();
        var terms = new RateTerms(
            new((uint)random.Between(1, 4), 4, FeePerMillion: 0),
            FeeAccount: null,
            GivenMin: new(1),
            GivenMax: new(1_000),
            Corridor: new(1_000_000),
            CorridorPerAccount: new(1_000_000),
            PositionMax: new(300),
            ValidFrom: Timestamp.Epoch,
            ValidUntil: Timestamp.Latest,
            Notice: RateTerms.NoticeMin);
        return Sign(new Operation.AgreeRate(given, taken, terms), [genesis.Minter], NextNonce(), validUntil);
    }

    private Transaction Sign(
        Operation operation, ImmutableArray<Holder> signers, Nonce nonce, Timestamp validUntil)
    {
        var body = new TransactionBody(
            genesis.Document.Network, signers[0].Account, nonce, validUntil, [operation], null);
        var unsigned = new UnsignedTransaction(genesis.Document.Id, body);
        var signatures = signers.Select(signer => new AccountSignature(
            signer.Account, signer.Key, keyring.Sign(signer.Owner, unsigned.Id.Value), null));
        var isSound = _codec.TryDecode(unsigned.Attach(signatures), out var transaction, out var reason);
        Invariant.That(isSound && transaction is not null, reason.ToString());
        _signed.Add(transaction.Leaf);
        return transaction;
    }

    private Ticker RandomToken() => genesis.Tokens[random.Below(genesis.Tokens.Length)].Ticker;

    private (Ticker Given, Ticker Taken) TwoTokens()
    {
        var given = random.Below(genesis.Tokens.Length);
        var taken = (given + 1 + random.Below(genesis.Tokens.Length - 1)) % genesis.Tokens.Length;
        return (genesis.Tokens[given].Ticker, genesis.Tokens[taken].Ticker);
    }

    private Holder RandomCustomer() => genesis.Customers[random.Below(genesis.Customers.Length)];

    private (Holder From, Holder To) TwoCustomers()
    {
        var from = random.Below(genesis.Customers.Length);
        var to = (from + 1 + random.Below(genesis.Customers.Length - 1)) % genesis.Customers.Length;
        return (genesis.Customers[from], genesis.Customers[to]);
    }

    private readonly record struct MadeHold(HoldId Id, Holder From, Holder Payee, ulong Amount);
}
