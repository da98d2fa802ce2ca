using Ledger.Consensus.Tests.Clusters;
using Ledger.Consensus.Views;
using Ledger.Model.Validators;
using Ledger.Model.Values;

namespace Ledger.Consensus.Tests.Views;

/// <summary>PROTOCOL 9.4.</summary>
public sealed class LeaderScheduleTests
{
    private const ushort Term = 32;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(4, 3)]
    [InlineData(5, 0)]
    [InlineData(uint.MaxValue, 2)]
    public void LeaderOf_FirstHeight_RotatesFromTheFirstValidator(uint view, ushort expected)
    {
        Assert.Equal(expected, LeaderSchedule.LeaderOf(Sample.GenesisTip(Sample.Four), new(view), Term));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(31, 2)]
    [InlineData(32, 3)]
    [InlineData(33, 3)]
    public void LeaderOf_AfterAStreak_TermEndsAfterItsLastBlock(ushort streak, ushort expected)
    {
        var tip = TipOf(proposer: 2, streak, Sample.Four);

        Assert.Equal(expected, LeaderSchedule.LeaderOf(tip, View.First, Term));
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(4, 0)]
    public void LeaderOf_ProposerLeftTheSet_ItsSuccessorLeads(ushort proposer, ushort expected)
    {
        var remaining = new ushort[] { 0, 1, 3 }.Select(index => new Validator(index, Sample.Hash($"key {index}")));
        Assert.True(ValidatorSet.TryCreate(remaining, out var set));

        Assert.Equal(expected, LeaderSchedule.LeaderOf(TipOf(proposer, 1, set!), View.First, Term));
    }

    [Fact]
    public void StreakOf_SameOrOtherProposer_CountsOrBeginsAnew()
    {
        Assert.Equal(6, LeaderSchedule.StreakOf(TipOf(2, 5, Sample.Four), 2));
        Assert.Equal(1, LeaderSchedule.StreakOf(TipOf(2, 5, Sample.Four), 3));
        Assert.Equal(1, LeaderSchedule.StreakOf(Sample.GenesisTip(Sample.Four), 0));
        Assert.Equal(ushort.MaxValue, LeaderSchedule.StreakOf(TipOf(2, ushort.MaxValue, Sample.Four), 2));
    }

    private static Tip TipOf(ushort proposer, ushort streak, ValidatorSet validators)
    {
        var block = Sample.Block("tip");
        return new(new(9), block, proposer, streak, Sample.Start, Sample.Finality(1, block, 9), validators);
    }
}
