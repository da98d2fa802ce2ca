using Ledger.Storage.Journal;
using static Ledger.Storage.Tests.Journal.TestJournal;

namespace Ledger.Storage.Tests.Journal;

/// <summary>
/// A damaged byte is mended and reported, or the journal is refused by name, or nothing depends on it.
/// </summary>
public sealed class DamageTests
{
    private const string First = "segment-000000000000.journal";
    private const string Second = "segment-000000000001.journal";

    private readonly MemoryFiles _files = new();
    private readonly List<string> _words;

    public DamageTests()
    {
        var journal = Open(_files).Journal;
        journal.Write(Start(1), Vote(1, "one"));
        journal.Write(Body(1, "block"), Vote(1, "two"));
        journal.Write(Body(2, "only a body"));
        journal.Write(Vote(2, "three"));
        journal.Write(Vote(3, "four"));
        journal.Write(Body(3, "last block"), Vote(3, "last"));
        _words = Open(_files).Words();
        Assert.Equal(2, _files.List().Count);
    }

    [Theory]
    [InlineData(First, 0x01)]
    [InlineData(Second, 0x80)]
    public void Open_EachByteFlippedInTurn_IsMendedOrRefusedOrHarmless(string name, byte mask)
    {
        var disk = _files.Copy();
        for (var offset = 0; offset < _files[name].Length; offset++)
        {
            disk[name][offset] ^= mask;
            var calls = disk.Calls;

            AssertNoticed(disk, name, offset);

            disk[name][offset] ^= mask;
            if (disk.Calls != calls)
                disk = _files.Copy();
        }
    }

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    public void Open_EachBlockZeroedInTurn_IsMendedOrRefusedOrHarmless(string name)
    {
        for (var offset = 0; offset < _files[name].Length; offset += 4096)
        {
            var disk = _files.Copy();
            disk[name].AsSpan(offset, 4096).Clear();

            AssertNoticed(disk, name, offset);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public void Open_OneHeaderThatLooksLikeAnotherVersions_IsMendedFromTheOther(int copy)
    {
        const int VersionOffset = 7;
        var disk = _files.Copy();
        disk[First][copy + VersionOffset] ^= 0x08;

        Assert.Equal(_words, Open(disk).Words());
        Assert.Equal(_files[First], disk[First]);
    }

    [Fact]
    public void Open_BothCopiesDamagedBeforeTheTail_IsRefusedWithThePlace()
    {
        var disk = _files.Copy();
        disk[First].AsSpan(2 * 4096, 2 * 4096).Clear();

        Assert.Equal(new JournalOpening.Damaged(First, 2 * 4096), TryOpen(disk));
    }

    [Fact]
    public void Open_BothCopiesOfTheLastGroupGone_LooksLikeAFlushThatNeverHappened()
    {
        var disk = _files.Copy();
        disk[Second].AsSpan(4 * 4096, 2 * 4096).Clear();

        Assert.Equal(_words[..^2], Open(disk).Words());
    }

    [Fact]
    public void Open_FileCutAnywhere_IsRefusedByName()
    {
        foreach (var name in (string[])[First, Second])
        {
            for (var length = 0; length < _files[name].Length; length += 1024)
            {
                var disk = _files.Copy();
                disk.Truncate(name, length);

                Assert.Equal(name, Assert.IsType<JournalOpening.Damaged>(TryOpen(disk)).File);
            }
        }
    }

    [Fact]
    public void Open_MissingFileInTheMiddle_IsRefusedByName()
    {
        var journal = Open(_files).Journal;
        for (var height = 4ul; height < 10; height++)
            journal.Write(Vote(height, "vote"));
        _files.Delete(Second);

        Assert.Equal(new JournalOpening.Damaged(Second, 0), TryOpen(_files));
    }

    [Fact]
    public void Open_FilesExchanged_IsRefused()
    {
        var first = _files[First].ToArray();
        _files[Second].CopyTo(_files[First].AsSpan());
        first.CopyTo(_files[Second].AsSpan());

        Assert.IsType<JournalOpening.Damaged>(TryOpen(_files));
    }

    [Fact]
    public void Open_BodyThatImitatesAGroup_IsNotTakenForOne()
    {
        // The bytes of a real group, found at a block's start inside a body whose own group is torn.
        var source = new MemoryFiles();
        Open(source).Journal.Write(Vote(9, "forged"));
        var forged = source[First].AsSpan(2 * 4096, 4096);
        var payload = new byte[3 * 4096];
        for (var shift = 0; shift < 4096; shift++)
            forged[..Math.Min(64, payload.Length - 4096 - shift)].CopyTo(payload.AsSpan(4096 + shift));
        forged[..64].CopyTo(payload.AsSpan(4096 - GroupHeader.Bytes - 13));

        var files = new MemoryFiles();
        Open(files).Journal.Write(new StoredRecord(StoredRecordType.Body, new(1), payload));
        files[First].AsSpan(2 * 4096, 64).Clear();

        Assert.Empty(Open(files).Records);
    }

    private void AssertNoticed(MemoryFiles disk, string name, int offset)
    {
        switch (TryOpen(disk))
        {
            case JournalOpening.Damaged damaged:
                Assert.Equal(name, damaged.File);
                break;
            case JournalOpening.OtherFormat other:
                Assert.Equal(name, other.File);
                break;
            case JournalOpening.Opened opened when opened.Notices.Count > 0:
                Assert.Equal(name, Assert.Single(opened.Notices).File);
                var words = opened.Words();
                // Only the last flush may lose a body, which can be fetched again; no vote is ever lost.
                Assert.Equal(_words.FindAll(word => word is not "Body 3 last block" || words.Contains(word)), words);
                Assert.Empty(Open(disk).Notices);
                break;
            case JournalOpening.Opened opened:
                Assert.Equal(_words, opened.Words());
                break;
            case var opening:
                Assert.Fail($"{opening} for byte {offset} of {name}");
                break;
        }
    }
}
