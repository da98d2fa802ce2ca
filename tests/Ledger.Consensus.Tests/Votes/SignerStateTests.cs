using Ledger.Consensus.Tests.Clusters;
using Ledger.Consensus.Votes;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Votes;

public sealed class SignerStateTests
{
    private static readonly BlockHash A = Sample.Block("a");

    // The record with the highest view counts, wherever it stands in the journal.
    [Fact]
    public void R6_FieldsFromDifferentRecords_TakeTheHighestOfEach()
    {
        var above = Sample.Notarization(2, 0, A);
        var one = Empty.After(new Notarize(new(1), new(3), View.None, A), null)
            .After(new Finalize(new(1), new(2), A), above);
        var other = Empty.After(new Notarize(new(1), new(1), View.None, A), null)
            .After(new Nullify(new(1), new(3), new(4)), above)
            .After(new Propose(new(1), new(4), View.None, A, Justification.None.Hash()), null);

        Assert.True(one.TryMerge(other, out var merged));
        Assert.True(other.TryMerge(one, out var reversed));

        Assert.Equal(merged, reversed);
        View[] views = [merged.ProposedView, merged.NotarizedView, merged.NullifiedHigh, merged.FinalizedView];
        Assert.Equal([4u, 3u, 4u, 2u], views.Select(view => view.Value));
        Assert.Equal(above, merged.NullifiedAbove);
        Assert.Equal(above, merged.FinalizedUpon);
    }

    [Fact]
    public void TryMerge_HigherHeight_ReplacesEverything()
    {
        var one = Empty.After(new Notarize(new(1), new(9), View.None, A), null);
        var other = Empty.After(new Notarize(new(2), new(1), View.None, A), null);

        Assert.True(one.TryMerge(other, out var merged));

        Assert.Equal(other, merged);
    }

    [Fact]
    public void TryMerge_TwoVotesOfOneView_IsRefused()
    {
        var one = Empty.After(new Notarize(new(1), new(3), View.None, A), null);
        var other = Empty.After(new Notarize(new(1), new(3), View.None, Sample.Block("b")), null);

        Assert.False(one.TryMerge(other, out _));
    }

    [Fact]
    public void Notarization_OfBothVotes_IsTheHigher()
    {
        var low = Sample.Notarization(1, 0, A);
        var high = Sample.Notarization(4, 0, A);
        var state = Empty.After(new Finalize(new(1), new(1), A), low).After(new Nullify(new(1), new(5), new(6)), high);

        Assert.Equal(high, state.Notarization);
        Assert.Equal(low, Empty.After(new Finalize(new(1), new(1), A), low).Notarization);
        Assert.Null(Empty.Notarization);
    }

    private static SignerState Empty => SignerState.Empty;
}
