using Ledger.Cryptography;
using Ledger.Model;
using Ledger.Storage.Journal;
using static Ledger.Storage.Tests.Journal.TestJournal;

namespace Ledger.Storage.Tests.Journal;

public sealed class SegmentedJournalTests
{
    private readonly MemoryFiles _files = new();

    [Fact]
    public void Open_EmptyDirectory_HasNoRecords()
    {
        var opened = Open(_files);

        Assert.Empty(opened.Records);
        Assert.Empty(opened.Notices);
        Assert.Equal(0ul, opened.Journal.NextGroup);
    }

    [Fact]
    public void Open_AfterFlushes_GivesRecordsInOrderWithBodiesLast()
    {
        var journal = Open(_files).Journal;
        journal.Write(Start(1));
        journal.Write(Body(1, "block"), Vote(1, "notarize"), Vote(1, "finalize"));
        journal.Write(Vote(2, ""));

        var opened = Open(_files.Copy());

        Assert.Equal(
            ["HeightStart 1 ", "Vote 1 notarize", "Vote 1 finalize", "Body 1 block", "Vote 2 "], opened.Words());
        Assert.Empty(opened.Notices);
        Assert.Equal(3ul, opened.Journal.NextGroup);
    }

    [Fact]
    public void Flush_OfNothing_TouchesNoFile()
    {
        var journal = Open(_files).Journal;
        var calls = _files.Calls;

        journal.Flush();

        Assert.Equal(calls, _files.Calls);
    }

    [Fact]
    public void Flush_OfManyRecords_IsOneWriteAndOneFlush()
    {
        var journal = Open(_files).Journal;
        var calls = _files.Calls;

        journal.Write(Body(1, "block"), Vote(1, "notarize"), Vote(1, "finalize"));

        Assert.Equal(calls + 2, _files.Calls);
    }

    [Fact]
    public void Append_WithoutFlush_IsNotThereAfterwards()
    {
        var journal = Open(_files).Journal;
        journal.Write(Vote(1, "flushed"));

        journal.Append(Vote(1, "forgotten"));

        Assert.Equal(["Vote 1 flushed"], Open(_files.Copy()).Words());
    }

    [Fact]
    public void Flush_WhenTheSegmentIsFull_StartsAnotherThatContinues()
    {
        var journal = Open(_files).Journal;
        for (var height = 1ul; height <= 20; height++)
            journal.Write(Vote(height, "vote"));

        var opened = Open(_files.Copy());
        opened.Journal.Write(Vote(21, "vote"));

        Assert.Equal(5, _files.List().Count);
        Assert.Equal([.. Enumerable.Range(1, 20).Select(height => $"Vote {height} vote")], opened.Words());
        Assert.Equal(21ul, opened.Journal.NextGroup);
    }

    [Fact]
    public void Flush_LargerThanASegment_GetsAFileOfItsOwn()
    {
        var journal = Open(_files).Journal;
        var large = new string('x', 3 * Small.SegmentBytes);
        journal.Write(Vote(1, "before"));
        journal.Write(Body(2, large), Vote(2, "with it"));
        journal.Write(Vote(3, "after"));

        Assert.Equal(
            ["Vote 1 before", "Vote 2 with it", $"Body 2 {large}", "Vote 3 after"], Open(_files.Copy()).Words());
    }

    [Fact]
    public void Append_ToAJournalOpenedAgain_Continues()
    {
        Open(_files).Journal.Write(Vote(1, "first run"));
        Open(_files).Journal.Write(Vote(2, "second run"));

        Assert.Equal(["Vote 1 first run", "Vote 2 second run"], Open(_files).Words());
        Assert.Single(_files.List());
    }

    [Theory]
    [InlineData(4, 5)] // Nothing is below height 4 but files that also hold it.
    [InlineData(5, 4)]
    [InlineData(8, 4)]
    [InlineData(9, 3)]
    [InlineData(100, 1)]
    public void DeleteBelow_ATip_KeepsFilesThatHoldItAndTheCurrentOne(ulong tip, int files)
    {
        var journal = Open(_files).Journal;
        for (var height = 1ul; height <= 20; height++)
            journal.Write(Vote(height, "vote"));

        journal.DeleteBelow(new(tip));

        Assert.Equal(files, _files.List().Count);
        var opened = Open(_files.AfterCrash(namesSurvive: false, _ => false));
        Assert.Contains($"Vote {Math.Min(tip, 20)} vote", opened.Words(), StringComparer.Ordinal);
        Assert.Equal(20ul, opened.Journal.NextGroup);
    }

    [Fact]
    public void Open_ByAnotherOwner_IsForeign()
    {
        Open(_files).Journal.Write(Vote(1, "vote"));

        var opening = SegmentedJournal.Open(_files, Digest.Zero, Small);

        Assert.Equal(new JournalOpening.Foreign("segment-000000000000.journal"), opening);
    }

    [Fact]
    public void Open_OfALaterFormat_SaysWhichOne()
    {
        Open(_files);
        var bytes = _files["segment-000000000000.journal"];
        bytes[7] = bytes[4096 + 7] = 9;

        Assert.Equal(new JournalOpening.OtherFormat("segment-000000000000.journal", 9), TryOpen(_files));
    }

    [Fact]
    public void Append_ARecordAboveTheBound_IsABug()
    {
        var journal = Open(_files).Journal;
        var payload = new byte[StoredRecord.PayloadBytesMax + 1];

        Assert.Throws<InvariantBrokenException>(
            () => journal.Append(new(StoredRecordType.Body, new(1), payload)));
    }

    [Fact]
    public void AnyCall_AfterDispose_Throws()
    {
        var journal = Open(_files).Journal;
        journal.Dispose();

        Assert.Throws<InvalidOperationException>(() => journal.Append(Vote(1, "vote")));
        Assert.Throws<InvalidOperationException>(journal.Flush);
        Assert.Throws<InvalidOperationException>(() => journal.DeleteBelow(new(1)));
    }
}
