using Ledger.Storage.Journal;
using static Ledger.Storage.Tests.Journal.TestJournal;

namespace Ledger.Storage.Tests.Journal;

public sealed class DirectoryJournalFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private DirectoryJournalFiles Files => new(_directory.Sub("journal"));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Open_OnARealDirectory_ReadsWhatWasWritten()
    {
        using (var journal = Open(Files).Journal)
        {
            for (var height = 1ul; height <= 10; height++)
                journal.Write(Vote(height, "vote"), Body(height, "block"));
            journal.DeleteBelow(new(6));
        }

        var opened = Open(Files);
        opened.Journal.Dispose();

        Assert.Equal("Vote 5 vote", opened.Words()[0]);
        Assert.Equal("Body 10 block", opened.Words()[^1]);
    }

    [Fact]
    public void Create_AFile_ReservesItsWholeLength()
    {
        using var file = Files.Create("file", 1 << 20);

        Assert.Equal(1 << 20, file.Length);
    }

    [Fact]
    public void Open_WhileItIsOpen_IsRefused()
    {
        using var journal = Open(Files).Journal;

        Assert.Throws<IOException>(() => TryOpen(Files));
    }

    [Fact]
    public void Read_BeyondTheEnd_Throws()
    {
        using var file = Files.Create("file", 10);

        Assert.Throws<EndOfStreamException>(() => file.Read(5, new byte[10]));
    }

    [Fact]
    public void FlushDirectory_OfAMissingDirectory_ThrowsWithTheReason()
    {
        var files = Files;
        Directory.Delete(_directory.Sub("journal"));

        var error = Assert.Throws<IOException>(files.FlushDirectory);

        Assert.Contains(_directory.Sub("journal"), error.Message, StringComparison.Ordinal);
    }
}
