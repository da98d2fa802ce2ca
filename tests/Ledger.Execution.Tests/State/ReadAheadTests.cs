using Ledger.Execution.Blocks;
using Ledger.Execution.State;
using Ledger.Execution.Tests.Operations;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.State;

public sealed class ReadAheadTests
{
    [Fact]
    public void Keys_OfATransferAndASwap_AreAllThatExecutionReads()
    {
        var chain = new Chain(Beans.Definition, Miles.Definition);
        chain.Mint(Beans, Alice, 100);
        chain.Mint(Beans, Bob, 100);
        chain.Mint(Miles, Bob, 100);
        var transfer = chain.Sign(Alice, TransferTests.Transfer(Alice, Bob, 1));
        var swap = chain.Sign(
            Bob, SwapTests.Swap(SwapTests.Leg(Bob, Alice, Beans, 1), SwapTests.Leg(Alice, Bob, Beans, 1)), Alice);
        var listed = new HashSet<StateKey>();
        ReadAhead.AddKeys(transfer, listed);
        ReadAhead.AddKeys(swap, listed);
        var reader = new RecordingReader(chain.State);

        new BlockExecutor(NetworkRules.Of(chain.Genesis))
            .Execute(chain.Next, new(reader, chain.State.View.Pages), [transfer, swap]);

        Assert.All(reader.Read.Where(key => key.Part != StatePart.Replay), key => Assert.Contains(key, listed));
    }

    [Fact]
    public void Keys_OfAnExchange_AreWhatTheCustomerBringsAlong()
    {
        var chain = ExchangeTests.ChainOf(Rate.Of(1, 1));
        var exchange = chain.Sign(Alice, ExchangeTests.Of(Alice, 10, Beans, Miles));
        var listed = new HashSet<StateKey>();
        ReadAhead.AddKeys(exchange, listed);
        var reader = new RecordingReader(chain.State);

        new BlockExecutor(NetworkRules.Of(chain.Genesis))
            .Execute(chain.Next, new(reader, chain.State.View.Pages), [exchange]);

        // The treasury is what the tokens tell: its account, balance and claims are read later, and once for a block.
        var later = new[]
        {
            StateKeys.Account(Miles.Treasury.Account),
            StateKeys.Balance(Miles.Treasury.Account, Miles.Ticker),
            AgreementKeys.Claims(Miles.Treasury.Account, Beans.Ticker),
        };
        Assert.Equivalent(
            later, reader.Read.Where(key => key.Part != StatePart.Replay && !listed.Contains(key)), strict: true);
    }

    private sealed class RecordingReader(IStateReader state) : IStateReader
    {
        public HashSet<StateKey> Read { get; } = [];

        public bool TryRead(in StateKey key, out ReadOnlyMemory<byte> value)
        {
            Read.Add(key);
            return state.TryRead(key, out value);
        }

        public bool TryFindNonce(AccountId author, Nonce nonce, out TransactionId transaction) =>
            state.TryFindNonce(author, nonce, out transaction);

        public void ReadRange(in StateKey from, in StateKey until, int countMax, ICollection<StateEntry> entries) =>
            state.ReadRange(from, until, countMax, entries);
    }
}
