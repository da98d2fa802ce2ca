using Ledger.Execution.Blocks;
using Ledger.Execution.Lots;
using Ledger.Model.Genesis;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Operations.TransferTests;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Blocks;

public sealed class BlockLimitTests
{
    // One signature, one operation, one lot taken and one given.
    private const uint TransferWork = 4 + 4 + 2;

    [Fact]
    public void Block_OfMoreTransactionsThanAllowed_IsInvalidAndNotBuilt()
    {
        var (chain, transfers) = ChainWithTransfers(new Parameters { BlockTransactionsMax = 2 });

        AssertFault(chain, BlockFault.TransactionCount, 0, transfers);
        AssertDraft(chain, taken: 2, transfers);
    }

    [Fact]
    public void Block_OfMoreBytesThanAllowed_IsInvalidAndNotBuilt()
    {
        var (sample, _) = ChainWithTransfers(new Parameters());
        var size = sample.Sign(Alice, Transfer(Alice, Bob, 1)).Bytes.Length;
        var (chain, transfers) = ChainWithTransfers(new Parameters { BlockBytesMax = (3 * size) - 1 });

        AssertFault(chain, BlockFault.Bytes, 0, transfers);
        AssertDraft(chain, taken: 2, transfers);
    }

    [Fact]
    public void Block_OfMoreWorkThanAllowed_IsInvalidAndNotBuilt()
    {
        var (chain, transfers) = ChainWithTransfers(new Parameters { BlockWorkUnitsMax = (3 * TransferWork) - 1 });

        AssertFault(chain, BlockFault.WorkUnits, 2, transfers);
        AssertDraft(chain, taken: 2, transfers);
    }

    [Fact]
    public void Block_OfAsMuchWorkAsAllowed_IsValid()
    {
        var (chain, transfers) = ChainWithTransfers(new Parameters { BlockWorkUnitsMax = 3 * TransferWork });

        Assert.Equal(3, chain.Commit(transfers).Length);
        Assert.Equal(3 * TransferWork, chain.Last.WorkUnits);
    }

    [Fact]
    public void Transaction_ThatTouchesMoreLotsThanItsWorkAllows_IsRefused()
    {
        var chain = ChainWithTwoLots(TransferWork + 1);

        Assert.Equal(Reason.TransactionWorkLimit, chain.RefusalOf(chain.Sign(Alice, Transfer(Alice, Bob, 20))));
        chain.Succeed(chain.Sign(Alice, Transfer(Alice, Bob, 10)));
    }

    // Two lots leave and two arrive: two more than in the transfer of one lot.
    [Fact]
    public void Transaction_OfAsMuchWorkAsAllowed_Succeeds()
    {
        var chain = ChainWithTwoLots(TransferWork + 2);

        chain.Succeed(chain.Sign(Alice, Transfer(Alice, Bob, 20)));

        Assert.Equal(TransferWork + 2, chain.Last.WorkUnits);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Block_NotLaterThanItsParent_IsInvalid(ulong before)
    {
        var (chain, _) = ChainWithTransfers(new Parameters());

        chain.Now = new(chain.Last.Time.Milliseconds - before);

        AssertFault(chain, BlockFault.Time, 0);
    }

    [Fact]
    public void Block_BeyondTheCalendar_IsInvalid()
    {
        var (chain, _) = ChainWithTransfers(new Parameters());

        chain.Now = new(Timestamp.Latest.Milliseconds + 1);

        AssertFault(chain, BlockFault.Time, 0);
    }

    [Fact]
    public void Block_AtTheEndOfTheCalendar_IsValid()
    {
        var (chain, _) = ChainWithTransfers(new Parameters());

        chain.Now = Timestamp.Latest;

        Assert.IsType<BlockVerdict.Valid>(chain.Judge());
    }

    private static Chain ChainWithTwoLots(uint workUnitsMax)
    {
        var limits = new Parameters { TransactionWorkUnitsMax = workUnitsMax };
        var chain = new Chain(limits, Beans.Definition with { Expiry = new(Granularity.Day, 30) });
        for (var day = 0; day < 2; day++)
        {
            chain.Mint(Beans, Alice, 10);
            chain.Now = new(chain.Now.Milliseconds + Calendar.MillisecondsPerDay);
        }

        return chain;
    }

    private static void AssertFault(Chain chain, BlockFault fault, int index, params Transaction[] transactions) =>
        Assert.Equal(new BlockVerdict.Invalid(fault, index, Reason.None), chain.Judge(transactions));

    /// <summary>What found no room is not refused: its time may come.</summary>
    private static void AssertDraft(Chain chain, int taken, Transaction[] candidates)
    {
        var draft = chain.Build(candidates);

        Assert.Equal(candidates[..taken], draft.Transactions.ToArray());
        Assert.Empty(draft.Refusals);
        Chain.AssertSame(Assert.IsType<BlockVerdict.Valid>(chain.Judge(candidates[..taken])).Block, draft.Block);
    }

    private static (Chain Chain, Transaction[] Transfers) ChainWithTransfers(Parameters parameters)
    {
        var chain = new Chain(parameters, Beans.Definition);
        chain.Mint(Beans, Alice, 100);
        return (chain, [.. Enumerable.Range(0, 3).Select(_ => chain.Sign(Alice, Transfer(Alice, Bob, 1)))]);
    }
}
