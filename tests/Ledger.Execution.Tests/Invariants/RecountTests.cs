using Ledger.Execution.Blocks;
using Ledger.Execution.Invariants;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Invariants;

public sealed class RecountTests
{
    [Fact]
    public void Recount_OfASoundState_FindsNothing() => Assert.Null(Recount.FindFault(Sound().State));

    [Fact]
    public void Recount_OfABalanceThatGrew_NamesTheToken()
    {
        var chain = Sound();
        var key = StateKeys.Balance(Alice.Account, Beans.Ticker);
        Assert.True(chain.State.TryRead(key, out var bytes));
        var forged = bytes.ToArray();
        forged[^1]++;

        var fault = Recount.FindFault(new ForgedState(chain.State, key, forged));

        Assert.Equal(StateKeys.Token(Beans.Ticker), fault?.Key);
    }

    [Fact]
    public void Recount_OfABalanceTakenForAPosition_NamesTheBalance()
    {
        var chain = Sound();
        var key = StateKeys.Balance(Alice.Account, Beans.Ticker);
        Assert.True(chain.State.TryRead(key, out var bytes));
        var forged = bytes.ToArray();
        forged[0] = 1;

        Assert.Equal(key, Recount.FindFault(new ForgedState(chain.State, key, forged))?.Key);
    }

    [Fact]
    public void Recount_OfAMissingDate_NamesTheBalance()
    {
        var chain = Sound();
        var date = chain.State.Entries().First(entry => entry.Key.Part == StatePart.Schedule).Key;

        var fault = Recount.FindFault(new ForgedState(chain.State, date, null));

        Assert.Equal(StateKeys.Balance(Alice.Account, Beans.Ticker), fault?.Key);
    }

    [Fact]
    public void Recount_OfAForgottenAccount_NamesTheBalance()
    {
        var chain = Sound();

        var fault = Recount.FindFault(new ForgedState(chain.State, StateKeys.Account(Alice.Account), null));

        Assert.Equal(StateKeys.Balance(Alice.Account, Beans.Ticker), fault?.Key);
    }

    [Fact]
    public void Recount_OfCountersThatDoNotAddUp_NamesTheToken()
    {
        var chain = Sound();
        var key = StateKeys.Token(Beans.Ticker);
        Assert.True(chain.State.TryRead(key, out var bytes));
        Assert.True(TokenRecord.TryRead(bytes.Span, out var record));
        var forged = record with { Counters = record.Counters with { Minted = record.Counters.Minted + 1 } };

        Assert.Equal(key, Recount.FindFault(new ForgedState(chain.State, key, forged.ToBytes()))?.Key);
    }

    [Fact]
    public void Block_UponCountersThatAreTooLow_StopsTheNode() =>
        AssertStops(record => record with { Counters = record.Counters with { Minted = record.Counters.Minted + 1 } });

    [Fact]
    public void Block_UponMoreUnitsThanDeclared_StopsTheNode() => AssertStops(record =>
        record with { Definition = record.Definition with { SupplyMax = new(record.Counters.Supply - 1) } });

    [Fact]
    public void Block_UponAPartBeyondWhatIsOutstanding_StopsTheNode()
    {
        AssertStops(record => WithParts(record, record.Counters.Outstanding + 1, held: 0, memberHeld: 0));
        AssertStops(record => WithParts(record, pending: 0, record.Counters.Outstanding + 1, memberHeld: 0));
        AssertStops(record => WithParts(record, pending: 0, held: 0, record.Counters.Outstanding + 1));
    }

    [Fact]
    public void Block_UponATreasuryWithDatedUnits_StopsTheNode()
    {
        var chain = Sound();
        Assert.True(chain.State.TryRead(StateKeys.Balance(Alice.Account, Beans.Ticker), out var dated));

        AssertStops(
            chain,
            StateKeys.Balance(Beans.Treasury.Account, Beans.Ticker),
            dated.ToArray(),
            new Operation.Transfer(Alice.Account, Beans.Treasury.Account, Beans.Ticker, new(1), null));
    }

    private static TokenRecord WithParts(TokenRecord record, ulong pending, ulong held, ulong memberHeld) => record with
    {
        Counters = record.Counters with { Pending = pending, Held = held, MemberHeld = memberHeld },
    };

    private static void AssertStops(Func<TokenRecord, TokenRecord> forge)
    {
        var chain = Sound();
        var key = StateKeys.Token(Beans.Ticker);
        Assert.True(chain.State.TryRead(key, out var bytes));
        Assert.True(TokenRecord.TryRead(bytes.Span, out var record));

        AssertStops(
            chain,
            key,
            forge(record).ToBytes(),
            new Operation.Transfer(Alice.Account, Bob.Account, Beans.Ticker, new(1), null));
    }

    private static void AssertStops(Chain chain, StateKey key, byte[] forged, Operation byAlice)
    {
        var executor = new BlockExecutor(NetworkRules.Of(chain.Genesis));
        var state = new ForgedState(chain.State, key, forged);
        var transaction = chain.Sign(Alice, byAlice);

        Assert.Throws<Model.InvariantBrokenException>(
            () => executor.Execute(chain.Next, new(state, chain.State.View.Pages), [transaction]));
    }

    /// <summary>Alice holds a lot that expires.</summary>
    private static Chain Sound()
    {
        var chain = new Chain(Beans.Definition with { Expiry = new(Granularity.Day, 30) });
        chain.Mint(Beans, Alice, 100);
        return chain;
    }

    /// <summary>A state with one entry damaged, or taken out.</summary>
    private sealed class ForgedState(IStateReader state, StateKey forgedKey, byte[]? forged) : IStateReader
    {
        public bool TryRead(in StateKey key, out ReadOnlyMemory<byte> value)
        {
            if (key != forgedKey)
                return state.TryRead(key, out value);
            value = forged;
            return forged is not null;
        }

        public bool TryFindNonce(AccountId author, Nonce nonce, out TransactionId transaction) =>
            state.TryFindNonce(author, nonce, out transaction);

        public void ReadRange(in StateKey from, in StateKey until, int countMax, ICollection<StateEntry> entries)
        {
            var sound = new List<StateEntry>();
            state.ReadRange(from, until, countMax, sound);
            foreach (var entry in sound)
            {
                if (entry.Key != forgedKey)
                    entries.Add(entry);
                else if (forged is not null)
                    entries.Add(new(entry.Key, forged));
            }
        }
    }
}
