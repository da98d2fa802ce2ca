using Ledger.Storage.Journal;
using Ledger.Storage.Tests.Chain;
using Ledger.Storage.Tests.Journal;

namespace Ledger.Storage.Tests;

/// <summary>
/// The victim of the tests that kill a process: writes for ever and says after each write what is durable.
/// </summary>
internal static class Program
{
    public const string CommitBlocks = "commit-blocks";
    public const string FlushVotes = "flush-votes";

    public static void Main(string[] arguments)
    {
        switch (arguments)
        {
            case [CommitBlocks, var path]:
                Commit(path);
                break;
            case [FlushVotes, var path]:
                Flush(path);
                break;
        }
    }

    private static void Commit(string path)
    {
        var chain = new TestChain();
        using var store = chain.Open(path);
        while (true)
        {
            store.Commit(chain.NextByHeight());
            Console.WriteLine(store.Tip.Height);
        }
    }

    private static void Flush(string path)
    {
        var opening = SegmentedJournal.Open(new DirectoryJournalFiles(path), TestJournal.Owner, new());
        using var journal = ((JournalOpening.Opened)opening).Journal;
        for (var height = 1ul; ; height++)
        {
            journal.Write(TestJournal.Vote(height, "vote"));
            Console.WriteLine(height);
        }
    }
}
