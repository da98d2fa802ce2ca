using Ledger.Consensus.Views;
using Ledger.Model.Values;

namespace Ledger.Consensus.Tests.Views;

public sealed class ViewTimeoutsTests
{
    private static readonly ConsensusParameters Parameters = new();

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(3, 0, 0)]
    [InlineData(4, 0, 1)]
    [InlineData(1, 3, 1)]
    [InlineData(uint.MaxValue, uint.MaxValue, uint.MaxValue)]
    public void Exponent_FourValidators_GrowsAfterTwoFailedViews(uint view, uint carried, uint expected)
    {
        Assert.Equal(expected, ViewTimeouts.Exponent(new View(view), faultyMax: 1, carried));
    }

    [Theory]
    [InlineData(0, 2000)]
    [InlineData(1, 3000)]
    [InlineData(2, 4500)]
    [InlineData(3, 6750)]
    [InlineData(4, 8000)]
    [InlineData(uint.MaxValue, 8000)]
    public void Timeout_Exponent_GrowsByHalfUpToTheCap(uint exponent, int milliseconds)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), ViewTimeouts.Timeout(Parameters, exponent));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(5, 4)]
    [InlineData(uint.MaxValue, 16)]
    public void Carry_ExponentOfAHeight_IsForgottenOneByOne(uint exponent, uint expected)
    {
        Assert.Equal(expected, ViewTimeouts.Carry(exponent));
    }
}
