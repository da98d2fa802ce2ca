using Ledger.Storage.Journal;
using static Ledger.Storage.Tests.Journal.TestJournal;

namespace Ledger.Storage.Tests.Journal;

/// <summary>
/// What was flushed survives every crash; what was not is there in part or not at all, and never wrong.
/// </summary>
public sealed class CrashTests
{
    private static readonly string[] Before = ["Vote 1 kept", "Body 1 kept block"];
    private static readonly string[] Last = ["Vote 2 last", "Vote 2 last too", "Body 2 last block"];

    [Fact]
    public void Open_TailTornAtEveryByte_KeepsWhatWasFlushedAndNoWrongRecord()
    {
        var files = WithUnflushedTail();
        var unflushed = new List<int>();
        files.AfterCrash(namesSurvive: true, offset =>
        {
            unflushed.Add(offset);
            return true;
        });

        foreach (var torn in unflushed)
        {
            AssertSound(files.AfterCrash(namesSurvive: true, offset => offset < torn));
            AssertSound(files.AfterCrash(namesSurvive: true, offset => offset > torn));
            AssertSound(files.AfterCrash(namesSurvive: true, offset => offset != torn));
        }
    }

    [Fact]
    public void Open_AnySubsetOfSectorsWritten_KeepsWhatWasFlushedAndNoWrongRecord()
    {
        var files = WithUnflushedTail();

        for (var sectors = 0; sectors < 1 << 16; sectors += 37)
        {
            var survivors = sectors;
            AssertSound(files.AfterCrash(true, offset => (survivors >> ((offset / 512) % 16) & 1) != 0));
        }
    }

    [Fact]
    public void Open_TailWrittenInWhole_KeepsIt()
    {
        var opened = Open(WithUnflushedTail().AfterCrash(namesSurvive: true, _ => true));

        Assert.Equal([.. Before, .. Last], opened.Words());
        Assert.Empty(opened.Notices);
    }

    [Fact]
    public void Open_FirstCopyWrittenOnly_KeepsTheVotesWithoutTheBody()
    {
        var opened = Open(WithUnflushedTail().AfterCrash(namesSurvive: true, offset => offset < 5 * 4096));

        Assert.Equal([.. Before, "Vote 2 last", "Vote 2 last too"], opened.Words());
        Assert.Equal(JournalNoticeKind.TornTail, opened.Notices.Single().Kind);
    }

    [Fact]
    public void Open_AfterFailureAtEveryCall_HasAllThatWasFlushed()
    {
        for (var calls = 0; ; calls++)
        {
            var files = new MemoryFiles { CallsUntilFailure = calls };
            var flushed = WriteUntilFailure(files, out var failed);

            foreach (var names in (bool[])[false, true])
            {
                foreach (var bytes in (bool[])[false, true])
                {
                    var words = Open(files.AfterCrash(names, _ => bytes)).Words();
                    Assert.InRange(words.Count, flushed.Count, flushed.Count + 1);
                    Assert.Equal(flushed, words[..flushed.Count]);
                }
            }

            if (!failed)
                return;
        }
    }

    [Fact]
    public void AnyCall_AfterAFailedFlush_IsRefused()
    {
        var files = new MemoryFiles();
        var journal = Open(files).Journal;
        files.CallsUntilFailure = 1;
        journal.Append(Vote(1, "vote"));
        Assert.Throws<IOException>(journal.Flush);
        files.CallsUntilFailure = int.MaxValue;

        Assert.Throws<InvalidOperationException>(journal.Flush);
        Assert.Throws<InvalidOperationException>(() => journal.Append(Vote(1, "vote")));
        Assert.Throws<InvalidOperationException>(() => journal.DeleteBelow(new(1)));
    }

    private static MemoryFiles WithUnflushedTail()
    {
        var files = new MemoryFiles();
        var journal = Open(files).Journal;
        journal.Write(Vote(1, "kept"), Body(1, "kept block"));
        files.CallsUntilFailure = 1;
        journal.Append(Vote(2, "last"));
        journal.Append(Vote(2, "last too"));
        journal.Append(Body(2, "last block"));
        Assert.Throws<IOException>(journal.Flush);
        return files;
    }

    private static void AssertSound(MemoryFiles files)
    {
        var words = Open(files).Words();

        Assert.Equal([.. Before, .. Array.FindAll(Last, words.Contains)], words);

        // What was found is settled: the next start finds the same, and nothing to report.
        var again = Open(files.AfterCrash(namesSurvive: true, _ => false));
        Assert.Equal(words, again.Words());
        Assert.Empty(again.Notices);
    }

    private static List<string> WriteUntilFailure(MemoryFiles files, out bool failed)
    {
        var flushed = new List<string>();
        failed = true;
        try
        {
            var journal = Open(files).Journal;
            for (var height = 1ul; height <= 12; height++)
            {
                journal.Write(Vote(height, "vote"));
                flushed.Add($"Vote {height} vote");
            }

            failed = false;
        }
        catch (IOException)
        {
            // The planned failure of the disk: what was flushed before it is what counts.
        }

        return flushed;
    }
}
