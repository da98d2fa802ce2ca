using Ledger.Execution.State;

namespace Ledger.Execution.Tests.State;

public sealed class StateKeyTests
{
    [Theory]
    [InlineData(StatePart.Accounts, "ff", StatePart.Balances, "00")]
    [InlineData(StatePart.Balances, "", StatePart.Balances, "00")]
    [InlineData(StatePart.Balances, "01", StatePart.Balances, "0100")]
    [InlineData(StatePart.Balances, "01ff", StatePart.Balances, "02")]
    [InlineData(StatePart.Balances, "0102030405060708", StatePart.Balances, "0102030405060709")]
    public void Keys_OfPartAndBytes_AreOrderedAsBytesAre(
        StatePart part, string bytes, StatePart otherPart, string other)
    {
        var lower = new StateKey(part, Convert.FromHexString(bytes));
        var higher = new StateKey(otherPart, Convert.FromHexString(other));

        Assert.True(lower < higher);
        Assert.NotEqual(lower, higher);
    }

    [Fact]
    public void Key_OfTheLargestLength_GivesItsBytesBack()
    {
        var bytes = Enumerable.Range(1, StateKey.LengthMax).Select(i => (byte)i).ToArray();

        var key = new StateKey(StatePart.Orders, bytes);

        var read = new byte[key.Length];
        key.CopyTo(read);
        Assert.Equal(bytes, read);
        Assert.Equal(StatePart.Orders, key.Part);
    }

    [Fact]
    public void Key_BeyondTheLargestLength_IsABug() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new StateKey(StatePart.Orders, new byte[StateKey.LengthMax + 1]));
}
