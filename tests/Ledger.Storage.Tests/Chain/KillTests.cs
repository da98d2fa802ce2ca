using System.Diagnostics;
using System.Globalization;
using Ledger.Storage.Journal;

namespace Ledger.Storage.Tests.Chain;

/// <summary>A process that is killed in the midst of writing leaves what it said it had written, whole.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(120)]
    public void Open_AfterKillWhileCommitting_HasEveryAcknowledgedBlock(int blocks)
    {
        var acknowledged = RunAndKill(Program.CommitBlocks, _directory.Sub("chain"), blocks);

        var chain = new TestChain();
        using var store = chain.Open(_directory.Sub("chain"));
        var tip = (int)store.Tip.Height.Value;
        Assert.InRange(tip, acknowledged, acknowledged + 1);
        for (var height = 1; height <= tip; height++)
            chain.NextByHeight();
        Assert.Equal(chain.Tip.Hash, store.Tip.Hash);
        StoredState.AssertEqual(chain.State, store);
        Assert.Null(store.CutAtOpening);
    }

    [Fact]
    public void Open_AfterKillWhileFlushing_HasEveryAcknowledgedVote()
    {
        var acknowledged = RunAndKill(Program.FlushVotes, _directory.Sub("journal"), 100);

        var opening = SegmentedJournal.Open(
            new DirectoryJournalFiles(_directory.Sub("journal")), Journal.TestJournal.Owner, new());

        var opened = Assert.IsType<JournalOpening.Opened>(opening);
        opened.Journal.Dispose();
        Assert.InRange(opened.Records.Count, acknowledged, acknowledged + 1);
        for (var i = 0; i < opened.Records.Count; i++)
            Assert.Equal((ulong)i + 1, opened.Records[i].Height.Value);
    }

    /// <summary>
    /// Runs this assembly as a program, and kills it after so many lines; returns the last number it wrote.
    /// </summary>
    private static int RunAndKill(string command, string path, int lines)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["exec", typeof(KillTests).Assembly.Location, command, path])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        for (var i = 0; i < lines; i++)
            Assert.NotNull(process.StandardOutput.ReadLine());
        process.Kill();
        process.WaitForExit();

        // What it wrote between the last line read and its death was acknowledged too; a last line may be cut.
        var rest = process.StandardOutput.ReadToEnd();
        var more = rest.Split('\n').SkipLast(1).LastOrDefault();
        return more is null ? lines : int.Parse(more, CultureInfo.InvariantCulture);
    }
}
