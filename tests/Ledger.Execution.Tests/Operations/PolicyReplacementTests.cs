using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Operations.TransferTests;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Operations;

public sealed class PolicyReplacementTests
{
    private static readonly Wallet Rotated = new("alice, rotated");

    [Fact]
    public void Replace_OfAPolicy_LetsOnlyTheNewKeySign()
    {
        var chain = ChainWithRotatedAlice();

        var old = chain.Sign(chain.Body(Alice, Transfer(Alice, Bob, 1)), Alice.Sign());
        var current = chain.Sign(chain.Body(Alice, Transfer(Alice, Bob, 1)), SignRotated());

        Assert.Equal(Reason.SignerUnknownKey, chain.RefusalOf(old));
        Assert.Equal(Reason.None, chain.CommitOne(current));
    }

    [Fact]
    public void Replace_WithTheSamePolicy_Fails()
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Alice, 100);

        var replace = new Operation.ReplacePolicy(Alice.Account, Alice.Policy);

        Assert.Equal(Reason.PolicyUnchanged, chain.CommitOne(chain.Sign(Alice, replace)));
    }

    [Fact]
    public void Replaced_FirstPolicySentAlongAgain_DoesNotComeBack()
    {
        var chain = ChainWithRotatedAlice();

        var revived = chain.Sign(chain.Body(Alice, Transfer(Alice, Bob, 1)), Alice.Sign(withPolicy: true));

        Assert.Equal(Reason.SignerUnknownKey, chain.RefusalOf(revived));
    }

    [Fact]
    public void Replaced_PolicyOfAnEmptiedAccount_DoesNotComeBack()
    {
        var chain = ChainWithRotatedAlice();
        chain.Succeed(chain.Sign(chain.Body(Alice, Transfer(Alice, Bob, 100)), SignRotated()));
        Assert.Equal(0UL, chain.BalanceOf(Alice, Beans));
        chain.Mint(Beans, Alice, 50);

        var revived = chain.Sign(chain.Body(Alice, Transfer(Alice, Bob, 50)), Alice.Sign(withPolicy: true));

        Assert.Equal(Reason.SignerUnknownKey, chain.RefusalOf(revived));
        Assert.Equal(Rotated.Policy, chain.AccountOf(Alice)?.Policy);
    }

    [Fact]
    public void Replace_ThatFailsLaterInItsTransaction_IsTakenBack()
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Alice, 100);
        chain.Succeed(chain.Sign(Alice, Transfer(Alice, Bob, 1)));

        var replace = new Operation.ReplacePolicy(Alice.Account, Rotated.Policy);
        chain.Commit(chain.Sign(Alice, [replace, Transfer(Alice, Bob, 1_000)]));

        Assert.Equal(Alice.Policy, chain.AccountOf(Alice)?.Policy);
    }

    private static AccountSignature SignRotated() => new(Alice.Account, Rotated.Key, default, null);

    private static Chain ChainWithRotatedAlice()
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Alice, 100);
        chain.Succeed(chain.Sign(Alice, new Operation.ReplacePolicy(Alice.Account, Rotated.Policy)));
        return chain;
    }
}
