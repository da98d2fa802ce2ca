using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Operations;

public sealed class RegistrationTests
{
    [Fact]
    public void Register_ByItsMember_MakesATokenThatCanBeMinted()
    {
        var chain = new Chain(Beans.Definition);
        var minted = Miles.Definition with { Minter = Miles.Treasury.Account };

        chain.Succeed(Register(chain, minted));

        chain.Succeed(chain.Sign(Miles.Treasury, chain.MintOf(Miles, Alice, 7)));
        Assert.Equal(7UL, chain.CountersOf(Miles).Outstanding);
    }

    [Fact]
    public void Register_AndMintInOneTransaction_NeedsTheMinterToo()
    {
        var chain = new Chain(Beans.Definition);
        var definition = Miles.Definition with { Minter = Beans.Minter.Account };
        Operation[] operations = [new Operation.RegisterToken(definition), chain.MintOf(Miles, Alice, 7)];
        var member = Chain.Member(Miles.Issuer);

        var withoutMinter = chain.Sign(member, [.. operations], Miles.Treasury);
        var complete = chain.Sign(member, [.. operations], Miles.Treasury, Beans.Minter);

        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(withoutMinter));
        Assert.Equal(Reason.None, chain.CommitOne(complete));
    }

    [Fact]
    public void Register_WithoutTheMembersOrTheTreasurysSignature_IsRefused()
    {
        var chain = new Chain(Beans.Definition);
        var register = new Operation.RegisterToken(Miles.Definition);

        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(chain.Sign(Chain.Member(Miles.Issuer), register)));
        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(chain.Sign(
            chain.Body(Beans.Treasury, register), Beans.Treasury.Sign(), Miles.Treasury.Sign(withPolicy: true))));
    }

    [Fact]
    public void Register_OfATickerThatIsTaken_Fails()
    {
        var chain = new Chain(Beans.Definition);
        var definition = Beans.Definition with { Treasury = Bob.Account, Issuer = Miles.Issuer };

        Assert.Equal(Reason.TokenExists, chain.CommitOne(Register(chain, definition, Bob)));
    }

    [Fact]
    public void Register_ForAMemberThatIsNone_Fails()
    {
        var chain = new Chain(Beans.Definition);
        var definition = Miles.Definition with { Issuer = 7 };

        var register = chain.Sign(
            Beans.Treasury, new Operation.RegisterToken(definition with { Treasury = Beans.Treasury.Account }));

        Assert.Equal(Reason.MemberUnknown, chain.CommitOne(register));
    }

    [Fact]
    public void Register_WithATreasuryOfAnotherToken_Fails()
    {
        var chain = new Chain(Beans.Definition);
        var definition = Miles.Definition with { Treasury = Beans.Treasury.Account };

        Assert.Equal(Reason.TreasuryTaken, chain.CommitOne(Register(chain, definition, Beans.Treasury)));
    }

    [Fact]
    public void Register_WithATreasuryThatHasHeldUnits_FailsSinceTheyWouldBecomeAPositionUnseen()
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Alice, 1);
        chain.Succeed(chain.Sign(Alice, RedemptionTests.Redeem(Alice, 1)));
        var definition = Miles.Definition with { Treasury = Alice.Account };

        Assert.Equal(Reason.TreasuryTaken, chain.CommitOne(Register(chain, definition, Alice)));
    }

    private static Transaction Register(Chain chain, TokenDefinition definition, Wallet? treasury = null) =>
        chain.Sign(
            Chain.Member(definition.Issuer), new Operation.RegisterToken(definition), treasury ?? Miles.Treasury);
}
