using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Clusters;

/// <summary>Each rule that can be switched off is missed by somebody: what notices nothing proves nothing.</summary>
public sealed class PlantedBugTests
{
    private static readonly ConsensusRules Rules = ConsensusRules.All;

    [Theory]
    [InlineData("G2")]
    [InlineData("G3 range")]
    [InlineData("G3 block")]
    [InlineData("G4")]
    [InlineData("own votes forgotten")]
    public void Run_GuardLacksARule_HonestValidatorContradictsItself(string bug)
    {
        var (rules, seed, forgets) = bug switch
        {
            "G2" => (Rules with { NotarizeOnce = false }, 2, false),
            "G3 range" => (Rules with { FinalizeAboveNullified = false }, 1, false),
            "G3 block" => (Rules with { FinalizeAsNotarized = false }, 4, false),
            "G4" => (Rules with { NullifyAboveFinalized = false }, 3, false),
            _ => (Rules, 1, true),
        };
        var faults = new RandomFaults(seed, rules: rules, twins: forgets ? 0 : 1, forgets: forgets);

        Assert.Throws<AgreementBrokenException>(() => faults.Run());
    }

    [Theory]
    [InlineData("skip certificate counts equal ends", 5)]
    [InlineData("own votes are not counted after a restart", 1)]
    [InlineData("nothing is said twice", 1)]
    public void Run_ProgressLacksARule_NetworkStands(string bug, int seed)
    {
        var rules = bug switch
        {
            "skip certificate counts equal ends" => Rules with { SkipByCoverage = false },
            "own votes are not counted after a restart" => Rules with { RecastAfterRestart = false },
            _ => Rules with { Rebroadcast = false },
        };

        Assert.False(new RandomFaults(seed, rules: rules).Run());
    }

    // A view 1 in which two honest validators finalized, a view 2 that was skipped with the block of view 1 in hand:
    // the leader of view 3 offers a block of its own.
    [Theory]
    [InlineData("all rules", false)]
    [InlineData("highest low ignored", true)]
    [InlineData("justification ignored", true)]
    public void OnProposal_FreshBlockAfterNotarizedOne_IsVotedForOnlyWithABug(string bug, bool isVotedFor)
    {
        var rules = bug switch
        {
            "highest low ignored" => Rules with { CarryOverLowMax = false },
            "justification ignored" => Rules with { CheckJustification = false },
            _ => Rules,
        };
        var solo = new Solo(3, rules: rules);
        var above = Sample.Notarization(1, 0, Sample.Block("carried"));
        var skip = Sample.Skip(2, above, (2, 2), (1, 2), (1, 2));

        solo.Hear(solo.Fresh(3, skip));

        Assert.Equal(isVotedFor, solo.Cast.OfType<Notarize>().Any());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void OnVote_OneVoteShortOfQuorum_CertifiesOnlyWithABug(bool isFullQuorum, bool isCertified)
    {
        var solo = new Solo(3, rules: Rules with { FullQuorum = isFullQuorum });
        var vote = new Notarize(new(1), View.First, View.None, Sample.Block("a"));

        solo.Hear(vote, 0);
        solo.Hear(vote, 1);

        Assert.Equal(isCertified, solo.State.Notarization is not null);
    }
}
