using System.Collections.Immutable;
using Ledger.Execution.Blocks;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Tests.Blocks;

public sealed class SimulationTests
{
    private static readonly Wallet[] People = [Wallet.Alice, Wallet.Bob, Wallet.Carol, new("dora")];

    private readonly Chain _chain = new(Expiring(Brand.Beans), Brand.Miles.Definition);
    private readonly BlockExecutor _executor;

    public SimulationTests() => _executor = new(NetworkRules.Of(_chain.Genesis));

    [Fact]
    public void Simulate_OfAThousandRandomTransactions_EqualsTheRealEffectAtTheSameHeight()
    {
        var random = new Random(11);
        var ends = new Dictionary<Reason, int>();

        for (var i = 0; i < 1_000; i++)
        {
            if (random.Next(40) == 0)
                _chain.Now = new(_chain.Now.Milliseconds + (24UL * 60 * 60 * 1000));
            var transaction = Draw(random);
            var simulated = Simulate(transaction);

            var real = _chain.Judge(transaction);

            var end = AssertSame(real, simulated);
            ends[end] = ends.GetValueOrDefault(end) + 1;
            if (real is BlockVerdict.Valid valid)
                _chain.Append(valid.Block);
        }

        // Success, failures and refusals must all have come up, or the draw proves little.
        Assert.True(ends[Reason.None] > 300 && ends[Reason.BalanceInsufficient] > 20, string.Join(", ", ends));
        Assert.Contains(Reason.TransferToSelf, ends.Keys);
        Assert.Contains(Reason.AuthorUnknown, ends.Keys);
    }

    [Fact]
    public void Simulate_LeavesNoTrace_SoThatTheNextBlockIsTheSame()
    {
        _chain.Mint(Brand.Miles, Wallet.Alice, 100);
        var transaction = _chain.Sign(Wallet.Alice, TransferOf(Wallet.Alice, Wallet.Bob, 60));
        var untouched = _chain.Build();

        Simulate(transaction);
        var after = _executor.Build(_chain.Next, _chain.State.View, []);

        Chain.AssertSame(untouched.Block, after.Block);
    }

    [Fact]
    public void Simulate_OfASwap_NamesEverybodyWhoMustSign()
    {
        _chain.Mint(Brand.Miles, Wallet.Alice, 100);
        _chain.Mint(Brand.Beans, Wallet.Bob, 100);
        var body = _chain.Body(Wallet.Alice, SwapOf(Wallet.Alice, Wallet.Bob, 5));

        var ended = Assert.IsType<Simulation.Ended>(Simulate(IdOf(body), body, Wallet.Alice, Wallet.Bob));

        Assert.Equal([Wallet.Alice.Account, Wallet.Bob.Account], ended.Signers.Select(signer => signer.Account));
        Assert.All(ended.Signers, signer => Assert.Single(signer.KeysMin));
    }

    [Fact]
    public void Simulate_OfASignerWhosePolicyNobodyKnows_AsksForIt()
    {
        _chain.Mint(Brand.Miles, Wallet.Alice, 100);
        var body = _chain.Body(Wallet.Alice, TransferOf(Wallet.Alice, Wallet.Bob, 5));

        Assert.Equal(new Simulation.Refused(Reason.PolicyMissing), Simulate(IdOf(body), body));
    }

    private static Reason AssertSame(BlockVerdict real, Simulation simulated)
    {
        if (real is BlockVerdict.Invalid invalid)
        {
            Assert.Equal(new Simulation.Refused(invalid.Reason), simulated);
            return invalid.Reason;
        }

        var block = ((BlockVerdict.Valid)real).Block;
        var ended = Assert.IsType<Simulation.Ended>(simulated);
        Assert.Equal(block.Outcomes[1].ToArray(), ended.Outcome.ToArray());
        Assert.Equal(block.WorkUnits, ended.WorkUnits);
        return Chain.OutcomesOf(block)[0].Reason;
    }

    private Simulation Simulate(Transaction transaction) => Simulate(transaction.Id, transaction.Body, People);

    private Simulation Simulate(TransactionId id, TransactionBody body, params Wallet[] known)
    {
        var policies = known.ToDictionary(wallet => wallet.Account, wallet => wallet.Policy);
        return _executor.Simulate(_chain.Next, _chain.State.View, id, body, policies);
    }

    private static TransactionId IdOf(TransactionBody body) => new UnsignedTransaction(Chain.Network, body).Id;

    private Transaction Draw(Random random)
    {
        var (author, other) = (People[random.Next(People.Length)], People[random.Next(People.Length)]);
        var amount = (ulong)random.Next(0, 60);
        var brand = random.Next(2) == 0 ? Brand.Beans : Brand.Miles;
        switch (random.Next(6))
        {
            case 0 or 1:
                return _chain.Sign(brand.Minter, _chain.MintOf(brand, other, amount + 1));
            case 2:
                return _chain.Sign(author, new Operation.Redeem(author.Account, brand.Ticker, new(amount), null));
            case 3 when author != other:
                return _chain.Sign(author, [SwapOf(author, other, amount)], other);
            case 4:
                return _chain.Sign(
                    author, [TransferOf(author, other, amount), TransferOf(author, Wallet.Carol, amount / 2)]);
            default:
                return _chain.Sign(author, TransferOf(author, other, amount));
        }
    }

    private static Operation.Transfer TransferOf(Wallet from, Wallet to, ulong amount) =>
        new(from.Account, to.Account, Brand.Miles.Ticker, new(amount), null);

    private static Operation.Swap SwapOf(Wallet left, Wallet right, ulong amount) => new(
    [
        new(left.Account, right.Account, Brand.Miles.Ticker, new(amount)),
        new(right.Account, left.Account, Brand.Beans.Ticker, new(amount)),
    ]);

    private static TokenDefinition Expiring(Brand brand) =>
        brand.Definition with { Expiry = new(Granularity.Day, 3) };
}
