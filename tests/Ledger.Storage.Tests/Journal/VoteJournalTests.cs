using Ledger.Model;
using Ledger.Model.Certificates;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Storage.Journal;
using Ledger.Storage.Tests.Chain;

namespace Ledger.Storage.Tests.Journal;

public sealed class VoteJournalTests : IDisposable
{
    private static readonly StoreIdentity Other = TestChain.Identity with { Node = TestChain.Hash("other") };

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Scan_AfterEachKindOfRecord_GivesThemBack()
    {
        var block = new TestChain().NextByHeight().Block.Block;
        var signers = SignerBitmap.Empty(4).With(0).With(1).With(2);
        var notarization = new NotarizationCertificate(
            new(1), new(1), new(0), block.Hash, new(signers, [default, default, default]));
        JournalRecord[] records =
        [
            new JournalRecord.Started(new(1)),
            new JournalRecord.Voted(new Propose(new(1), new(1), new(0), block.Hash, default), null),
            new JournalRecord.Voted(new Notarize(new(1), new(1), new(0), block.Hash), null),
            new JournalRecord.Voted(new Nullify(new(1), new(2), new(3)), notarization),
            new JournalRecord.Voted(new Finalize(new(1), new(1), block.Hash), notarization),
        ];
        using (var journal = Open())
        {
            foreach (var record in records)
                journal.Append(record);
            journal.Append(new JournalRecord.BodyKept(block));
            journal.Flush();
        }

        using var reopened = Open();

        Assert.True(reopened.Scan().IsSound);
        Assert.Empty(reopened.Notices);
        Assert.Equal(records, reopened.Scan().Records[..^1]);
        Assert.Equal(block.Hash, Assert.IsType<JournalRecord.BodyKept>(reopened.Scan().Records[^1]).Block.Hash);
    }

    [Fact]
    public void Open_DamagedJournal_IsUnsoundAndTakesNoVote()
    {
        using (var journal = Open())
        {
            Write(journal, 1);
            Write(journal, 2);
        }

        var file = Directory.GetFiles(_directory.Sub("journal")).Single();
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan(2 * 4096, 2 * 4096).Clear();
        File.WriteAllBytes(file, bytes);

        using var damaged = Open();

        Assert.False(damaged.Scan().IsSound);
        Assert.Empty(damaged.Scan().Records);
        Assert.Contains(Path.GetFileName(file), Assert.Single(damaged.Notices), StringComparison.Ordinal);
        Assert.Throws<InvariantBrokenException>(() => Write(damaged, 3));
        damaged.Append(new JournalRecord.Started(new(3)));
        damaged.Flush();
        damaged.Prune(new(3));
        Assert.Equal(bytes, File.ReadAllBytes(file));
    }

    [Fact]
    public void Open_WithOneCopyDamaged_SaysWhichFileWasMended()
    {
        using (var journal = Open())
            Write(journal, 1);
        var file = Directory.GetFiles(_directory.Sub("journal")).Single();
        var bytes = File.ReadAllBytes(file);
        bytes[(2 * 4096) + 40] ^= 1;
        File.WriteAllBytes(file, bytes);

        using var mended = Open();

        Assert.True(mended.Scan().IsSound);
        Assert.Single(mended.Scan().Records);
        Assert.Contains(Path.GetFileName(file), Assert.Single(mended.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ContentThatNoVoteHas_IsUnsound()
    {
        var files = new DirectoryJournalFiles(_directory.Sub("journal"));
        var opened = Assert.IsType<JournalOpening.Opened>(
            SegmentedJournal.Open(files, VoteJournal.OwnerOf(TestChain.Identity), new()));
        opened.Journal.Write(TestJournal.Vote(1, "not a vote"));
        opened.Journal.Dispose();

        using var journal = Open();

        Assert.False(journal.Scan().IsSound);
        Assert.Contains("height 1", Assert.Single(journal.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAnotherNode_IsRefused()
    {
        Open().Dispose();

        var error = Assert.Throws<StoreRefusedException>(
            () => VoteJournal.Open(_directory.Sub("journal"), Other, TestChain.Codec));

        Assert.Contains(Other.Node.ToString(), error.Message, StringComparison.Ordinal);
    }

    private static void Write(VoteJournal journal, ulong height)
    {
        journal.Append(new JournalRecord.Voted(new Finalize(new(height), new(1), default), null));
        journal.Flush();
    }

    private VoteJournal Open() => VoteJournal.Open(_directory.Sub("journal"), TestChain.Identity, TestChain.Codec);
}
