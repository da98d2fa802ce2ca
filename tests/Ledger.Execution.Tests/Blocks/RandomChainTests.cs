using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Ledger.Execution.Lots;
using Ledger.Model.Rates;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;

namespace Ledger.Execution.Tests.Blocks;

/// <summary>
/// Blocks of random transactions, sound and broken. <see cref="Chain"/> executes each twice and recounts the whole
/// state after it, and the executor checks its invariants, so most of what is proved here needs no line here.
/// </summary>
public sealed class RandomChainTests
{
    private static readonly Wallet[] Wallets =
    [
        Wallet.Alice, Wallet.Bob, Wallet.Carol, Beans.Treasury, Miles.Treasury, Beans.Minter, Miles.Minter,
        Chain.Member(0), Chain.Member(1),
    ];

    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(2026, 1);

    [Fact]
    public void Chain_OfRandomBlocks_KeepsEveryInvariant() =>
        Prop.ForAll(Histories(), history => Run(history) is not null).Check(Quick);

    [Fact]
    public void Chain_ReplayedFromGenesis_HasTheSameRootsAndEntries() =>
        Prop.ForAll(Histories(), history =>
        {
            var (first, second) = (Run(history), Run(history));
            Chain.AssertSame(first.Last, second.Last);
            Assert.Equal(Entries(first), Entries(second));
        }).Check(Quick);

    [Fact]
    public void StateRoot_OfEqualEntries_DoesNotDependOnTheWayThere()
    {
        var (direct, detour) = (new Chain(Tokens()), new Chain(Tokens()));
        foreach (var chain in new[] { direct, detour })
            chain.Mint(Beans, Wallet.Alice, 100);

        direct.Succeed(Transfer(direct, Wallet.Alice, Wallet.Bob, 40));
        detour.Succeed(Transfer(detour, Wallet.Alice, Wallet.Bob, 70));
        detour.Succeed(Transfer(detour, Wallet.Bob, Wallet.Alice, 30));
        foreach (var chain in new[] { direct, detour })
        {
            // Both have policies of the same accounts, and every nonce is forgotten.
            chain.Succeed(Transfer(chain, Wallet.Bob, Wallet.Alice, 1));
            chain.Now = new(Chain.Start.Milliseconds + 10_000_000);
            chain.Commit();
        }

        Assert.Equal(Entries(direct), Entries(detour));
        Assert.Equal(direct.Last.StateRoot, detour.Last.StateRoot);
    }

    private static Transaction Transfer(Chain chain, Wallet from, Wallet to, ulong amount) =>
        chain.Sign(from, new Operation.Transfer(from.Account, to.Account, Beans.Ticker, new(amount), null));

    private static string[] Entries(Chain chain) =>
        [.. chain.State.Entries().Select(entry => $"{entry.Key} {Convert.ToHexString(entry.Value.Span)}")];

    private static TokenDefinition[] Tokens() =>
    [
        Beans.Definition with { Expiry = new(Granularity.Day, 3), SupplyMax = new(2_000) },
        Miles.Definition with
        {
            Expiry = new(Granularity.Month, 2),
            MintPerDayMax = new(900),
            RedeemNeedsIssuer = true,
        },
    ];

    private static Arbitrary<ImmutableArray<Step>> Histories()
    {
        var steps =
            from kind in Gen.Choose(0, 14)
            from parties in Gen.Choose(0, Wallets.Length - 1).Three()
            from amount in Gen.Frequency((8, Gen.Choose(0, 300)), (1, Gen.Constant(int.MaxValue)))
            from order in Gen.Choose(0, 5)
            from brand in Gen.Elements(Beans, Miles)
            from hours in Gen.Frequency((6, Gen.Constant(0)), (2, Gen.Choose(1, 60)), (1, Gen.Choose(500, 2_000)))
            from stray in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
            select new Step(kind, parties, (ulong)amount, order, brand, (ulong)hours, stray);
        return Gen.ArrayOf(steps, 40).Select(all => all.ToImmutableArray()).ToArbitrary();
    }

    private static Chain Run(ImmutableArray<Step> history)
    {
        var chain = new Chain(Tokens());
        foreach (var block in history.Chunk(4))
        {
            chain.Now = new(chain.Now.Milliseconds + (block[0].Hours * 3_600_000));
            var draft = chain.Build([.. block.Select(step => step.Sign(chain))]);
            chain.Commit([.. draft.Transactions]);
        }

        return chain;
    }

    private sealed record Step(
        int Kind,
        (int First, int Second, int Third) Parties,
        ulong Amount,
        int Order,
        Brand Brand,
        ulong Hours,
        bool Stray)
    {
        private Wallet First => Wallets[Parties.First];

        private Wallet Second => Wallets[Parties.Second];

        private Wallet Third => Wallets[Parties.Third];

        public Transaction Sign(Chain chain)
        {
            var (operations, author, others) = Content(chain);
            return chain.Sign(author, operations, Stray ? [.. others, Third] : others);
        }

        private (ImmutableArray<Operation>, Wallet Author, Wallet[] Others) Content(Chain chain) => Kind switch
        {
            0 or 1 => ([MintOf(chain)], Brand.Minter, []),
            2 => ([Transfer(First, Second)], First, []),
            3 => ([Transfer(First, Second), Transfer(Second, Third)], First, [Second]),
            4 => ([Redeem()], First, Issuers),
            5 or 6 => ([Swap()], First, [Second, Third]),
            7 => ([Hold(chain)], First, []),
            8 => ([EndOf(chain)], Second, []),
            9 => ([new Operation.AgreeRate(Brand.Ticker, Other.Ticker, Terms)], Chain.Member(0), [Chain.Member(1)]),
            10 => ([new Operation.AmendRate(Brand.Ticker, Other.Ticker, Terms, Order < 3)], Chain.Member(Other.Issuer),
                Order < 3 ? [] : [Chain.Member(Brand.Issuer)]),
            11 => ([Quote(chain)], Other.Treasury, []),
            12 or 13 => ([Exchange(chain)], First, []),
            _ => ([MintOf(chain), Transfer(Brand.Minter, First)], Brand.Minter, []),
        };

        private Wallet[] Issuers => Brand == Miles ? [Chain.Member(Miles.Issuer)] : [];

        private Operation.Transfer Transfer(Wallet from, Wallet to) => new(
            from.Account, to.Account, Brand.Ticker, new(Amount), from == Brand.Treasury ? Reference : null);

        private Cryptography.Digest Reference => Chain.DigestOf($"order {Order}");

        private Cryptography.Digest? ReferenceFor(Wallet from) =>
            Brand == Miles || from == Brand.Treasury ? Reference : null;

        private Operation.Mint MintOf(Chain chain) => new(
            Brand.Ticker,
            First.Account,
            new(Amount),
            MintReason.Purchase,
            Amount % 2 == 0 ? Reference : chain.FreshReference(),
            Order < 3 ? Timestamp.Epoch : Calendar.After(chain.Now, Granularity.Day, (uint)Order));

        private Operation.Redeem Redeem() => new(First.Account, Brand.Ticker, new(Amount), ReferenceFor(First));

        private Operation.Hold Hold(Chain chain) => new(
            First.Account,
            Second.Account,
            Third.Account,
            Brand.Ticker,
            new(Amount / 4),
            new(chain.Now.Milliseconds + ((ulong)Order * 7_200_000)),
            HolderMayRelease: Order % 2 == 0);

        /// <summary>Captures or releases the latest hold of the first party, if it has one.</summary>
        private Operation EndOf(Chain chain)
        {
            var held = chain.HoldsOf(First) is [.., var last] ? last : new(Reference);
            return Order < 3
                ? new Operation.Capture(held, Second.Account, new(Amount / 8))
                : new Operation.Release(held, Second.Account);
        }

        private Brand Other => Brand == Beans ? Miles : Beans;

        private RateTerms Terms => Rate.Of((uint)Order + 1, 3) with
        {
            Rate = new((uint)Order + 1, 3, (uint)Order * 1_000),
            FeeAccount = Order == 0 ? null : Wallet.Carol.Account,
            CorridorPerAccount = new(200 + (Amount % 500)),
            PositionMax = new(1_000),
            Notice = Rate.Minute,
        };

        private Operation.Quote Quote(Chain chain) => new(
            Brand.Ticker,
            Other.Ticker,
            First.Account,
            new(Amount / 8),
            new(chain.Now.Milliseconds + ((ulong)Order * 12_000)),
            Reference);

        /// <summary>By the latest quote for the first party, if it has one and the step feels like it.</summary>
        private Operation.Exchange Exchange(Chain chain) => new(
            First.Account,
            [Brand.Ticker, Other.Ticker],
            new(Amount / 8),
            MinReceive: default,
            Order % 2 == 0 && chain.HoldsOf(First) is [.., var last] ? last : null);

        private Operation.Swap Swap() => new(
        [
            new(First.Account, Second.Account, Beans.Ticker, new(Amount)),
            new(Second.Account, Third.Account, Miles.Ticker, new(Amount / 2)),
            new(Third.Account, First.Account, Brand.Ticker, new(Amount / 3)),
        ]);
    }
}
