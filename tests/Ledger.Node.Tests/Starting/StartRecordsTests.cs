using Ledger.Consensus.Votes;
using Ledger.Cryptography;
using Ledger.Keys.SignerState;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Node.Starting;
using SignerRecord = Ledger.Node.Work.SignerRecord;

namespace Ledger.Node.Tests.Starting;

public sealed class StartRecordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StartingNode _node;

    public StartRecordsTests() => _node = new(0, _folder["keys"]);

    private StartRecords Starts => _node.Starts;

    private SignerStateFile Signed => _node.Signed;

    private string FilePath => _node.StartsPath;

    public void Dispose()
    {
        _node.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Answered_ByTheSamePeerAgain_IsOneAnswer()
    {
        Starts.Answered(1, null, []);
        Starts.Answered(1, Starts.Own.Record, []);
        Assert.False(Starts.QuorumAnswered.IsCompleted);

        Starts.Answered(2, null, []);

        Assert.True(Starts.QuorumAnswered.IsCompleted);
        Assert.False(Starts.Ended.IsCompleted);
    }

    /// <summary>
    /// One answer is enough, and it is on disk before anything else happens: a crash does not undo it.
    /// </summary>
    [Fact]
    public async Task Answered_WithALaterStart_IsOnRecordAtOnce()
    {
        var later = StartingNode.Announce(0, counter: 9).Record;

        Starts.Answered(1, later, []);

        var found = await Assert.ThrowsAsync<SupersededException>(() => Starts.Ended);
        Assert.False(found.MayHaveVoted);
        Assert.True(Signed.MayBeStale);
        Assert.False(Signed.TrySave([1]));
        Assert.Equal(10ul, Signed.CountStart().Counter);
    }

    [Fact]
    public async Task Answered_WithALaterStartAfterTheQuorum_SaysThatBothMayHaveVoted()
    {
        Starts.Answered(1, null, []);
        Starts.Answered(2, null, []);

        Starts.Answered(3, StartingNode.Announce(0, counter: 9).Record, []);

        var found = await Assert.ThrowsAsync<SupersededException>(() => Starts.Ended);
        Assert.True(found.MayHaveVoted);
        Assert.Contains("Peer 3", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answered_WithALaterStartWhileItAbstains_SaysThatNothingWasVoted()
    {
        Signed.MarkStale();
        Starts.Answered(1, null, []);
        Starts.Answered(2, null, []);

        Starts.Answered(3, StartingNode.Announce(0, counter: 9).Record, []);

        var found = await Assert.ThrowsAsync<SupersededException>(() => Starts.Ended);
        Assert.False(found.MayHaveVoted);
    }

    [Fact]
    public async Task Answered_WithAVoteThatIsNotOnRecord_FindsTheOldCopy()
    {
        var known = new Notarize(new(5), View.First, View.None, new(Digest.Zero));
        Signed.TrySave(SignerRecord.Encode(SignerState.Empty.After(known, null)));

        Starts.Answered(1, null, [known, new Finalize(new(4), View.First, new(Digest.Zero))]);
        Assert.False(Starts.Ended.IsCompleted);
        Starts.Answered(2, null, [new Finalize(new(5), View.First, new(Digest.Zero))]);

        Starts.Answered(3, null, []);
        var found = await Assert.ThrowsAsync<SupersededException>(() => Starts.Ended);
        Assert.Contains("Peer 2 has heard", found.Message, StringComparison.Ordinal);
        Assert.False(Starts.QuorumAnswered.IsCompleted);
        Assert.True(Signed.MayBeStale);
    }

    /// <summary>Who has to rejoin anyway learns nothing new from its own lost votes.</summary>
    [Fact]
    public void Answered_WithAVoteThatIsNotOnRecordWhileItAbstains_IsAnAnswer()
    {
        Signed.MarkStale();

        Starts.Answered(1, null, [new Finalize(new(5), View.First, new(Digest.Zero))]);
        Starts.Answered(2, null, []);

        Assert.True(Starts.QuorumAnswered.IsCompleted);
        Assert.False(Starts.Ended.IsCompleted);
    }

    [Fact]
    public void Remember_AcrossARestart_KeepsWhatFollowsAndNothingElse()
    {
        var first = StartingNode.Announce(1, counter: 5);
        var forked = StartingNode.Announce(1, counter: 5);
        var retried = StartingNode.Announce(1, 5, first.Record.Id);

        Assert.Null(Starts.Remember(1, first));
        Assert.Equal(first.Record, Starts.Remember(1, forked));
        Assert.Equal(first.Record, Starts.Remember(1, retried));
        Assert.Equal(retried.Record, Starts.Remember(1, StartingNode.Announce(1, counter: 4)));

        var reopened = _node.Open();
        Assert.Equal(retried.Record, reopened.FindLatest(1));
        Assert.Null(reopened.FindLatest(2));
    }

    [Fact]
    public void Open_WithABitOfTheOthersStartsFlipped_IsRefusedByName()
    {
        Starts.Remember(1, StartingNode.Announce(1, counter: 5));
        var content = File.ReadAllBytes(FilePath);
        for (var bit = 0; bit < 8 * content.Length; bit += 7)
        {
            content[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(FilePath, content);
            content[bit / 8] ^= (byte)(1 << (bit % 8));

            AssertRefusedOrHarmless(bit);
        }
    }

    /// <summary>What helps against damage would make the node begin in a network that is not its own.</summary>
    [Fact]
    public void Open_OfStartsOfAnotherNetwork_SaysSoAndNotToRemoveThem()
    {
        Starts.Remember(1, StartingNode.Announce(1, counter: 5));
        Starts.Remember(2, StartingNode.Announce(2, counter: 3));

        var refused = Assert.Throws<StartRefusedException>(() => _node.OpenStartsIn(StartingNode.OtherNetwork));

        Assert.Contains($"{FilePath} belongs to another network", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Leave it where it is", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithOneOfTheStartsUnsigned_IsDamage()
    {
        Starts.Remember(1, StartingNode.Announce(1, counter: 5));
        Starts.Remember(2, StartingNode.Announce(2, counter: 3));
        var text = File.ReadAllText(FilePath);
        File.WriteAllText(FilePath, text.Replace("\"Counter\":3", "\"Counter\":4", StringComparison.Ordinal));

        var refused = Assert.Throws<StartRefusedException>(() => _node.Open());

        Assert.Contains("the entry of peer 2 is not signed by it", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"1\":null}")]
    [InlineData("{\"1\":{\"Counter\":5}}")]
    [InlineData("{\"70000\":{\"Counter\":5}}")]
    public void Open_WithoutTheFormOfStarts_IsRefusedByName(string content)
    {
        File.WriteAllText(FilePath, content);

        var refused = Assert.Throws<StartRefusedException>(() => _node.Open());

        Assert.Contains(FilePath, refused.Message, StringComparison.Ordinal);
    }

    // The case of hexadecimal digits means nothing.
    private void AssertRefusedOrHarmless(int bit)
    {
        try
        {
            var read = _node.Open().FindLatest(1);
            Assert.Equal(Starts.FindLatest(1), read);
        }
        catch (StartRefusedException refused)
        {
            Assert.True(refused.Message.Contains(FilePath, StringComparison.Ordinal), $"bit {bit}: {refused.Message}");
        }
    }
}
