using Ledger.Keys.Files;
using Ledger.Keys.SignerState;

namespace Ledger.Keys.Tests.SignerState;

public sealed class SignerStateFileTests : IDisposable
{
    private const int EarlierMax = 255;

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder["consensus.signer"];

    public SignerStateFileTests() => SignerStateFile.Create(FilePath);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_OfANewFile_IsEmptyAndCurrent()
    {
        using var file = SignerStateFile.Open(FilePath);

        Assert.True(file.State.IsEmpty);
        Assert.Equal(0ul, file.StartCounter);
        Assert.False(file.MayBeStale);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Open_AfterSaves_HasTheLastStateAndEveryStart(int saves)
    {
        for (var i = 1; i <= saves; i++)
        {
            using var file = SignerStateFile.Open(FilePath);
            Assert.Equal((ulong)i, file.CountStart().Counter);
            file.ConfirmStart();
            Assert.True(file.TrySave(State(i)));
        }

        using var reopened = SignerStateFile.Open(FilePath);

        Assert.Equal(State(saves), reopened.State.ToArray());
        Assert.Equal((ulong)saves, reopened.StartCounter);
        Assert.False(reopened.MayBeStale);
    }

    [Fact]
    public void TrySave_OfALargeThenASmallState_LeavesTheSmallOne()
    {
        using (var file = SignerStateFile.Open(FilePath))
        {
            for (var i = 0; i <= EarlierMax; i++)
                file.CountStart();
            file.TrySave(new byte[SignerStateFile.StateSizeMax]);
            file.TrySave([1]);
            file.TrySave([2]);
            Assert.Throws<ArgumentException>(() => file.TrySave(new byte[SignerStateFile.StateSizeMax + 1]));
        }

        using var reopened = SignerStateFile.Open(FilePath);
        Assert.Equal([2], reopened.State.ToArray());
    }

    /// <summary>A power cut may leave any prefix of the newest record, and never anything of the other slot.</summary>
    [Fact]
    public void Open_WithTheNewestRecordTornAtAnyByte_HasTheOneBeforeAndSaysSo()
    {
        var before = ContentAfterSaving(State(1));
        var after = ContentAfterSaving(State(2));

        var changed = Enumerable.Range(0, after.Length).Where(i => before[i] != after[i]).ToArray();
        for (var torn = changed[0] + 1; torn <= changed[^1]; torn++)
        {
            File.WriteAllBytes(FilePath, [.. after.AsSpan(0, torn), .. before.AsSpan(torn)]);

            using var file = SignerStateFile.Open(FilePath);

            Assert.Equal(State(1), file.State.ToArray());
            Assert.True(file.MayBeStale);
        }
    }

    [Fact]
    public void MayBeStale_OnceFound_StaysAcrossStartsUntilTheKeySigns()
    {
        FlipBit(offset: 40);

        using (var file = SignerStateFile.Open(FilePath))
        {
            file.CountStart();
            file.ConfirmStart();
            file.CountStart();
        }

        using (var file = SignerStateFile.Open(FilePath))
        {
            Assert.True(file.MayBeStale);
            Assert.True(file.TrySave(State(1)));
        }

        using var confirmed = SignerStateFile.Open(FilePath);
        Assert.False(confirmed.MayBeStale);
        Assert.Equal(2ul, confirmed.StartCounter);
    }

    [Fact]
    public void MarkStale_OfACurrentFile_StaysAcrossConfirmedStarts()
    {
        using (var file = SignerStateFile.Open(FilePath))
        {
            file.TrySave(State(1));
            file.MarkStale();
            file.CountStart();
            file.ConfirmStart();
        }

        using var reopened = SignerStateFile.Open(FilePath);
        Assert.True(reopened.MayBeStale);
        Assert.Equal(State(1), reopened.State.ToArray());
    }

    [Fact]
    public void CountStart_UntilOneIsConfirmed_KeepsTheCounterAndNamesThoseBefore()
    {
        var first = Start();
        var second = Start();
        var third = Start(isConfirmed: true);
        var next = Start();

        Assert.Equal([1ul, 1ul, 1ul, 2ul], new[] { first, second, third, next }.Select(start => start.Counter));
        Assert.Empty(first.Earlier);
        Assert.Equal(new[] { first.Id }, second.Earlier);
        Assert.Equal(new[] { first.Id, second.Id }, third.Earlier);
        Assert.Empty(next.Earlier);
    }

    [Fact]
    public void CountStart_BeyondTheBound_ForgetsTheOldest()
    {
        var starts = Enumerable.Range(0, EarlierMax + 2).Select(_ => Start()).ToArray();

        Assert.Equal(starts[1..^1].Select(start => start.Id), starts[^1].Earlier);
    }

    [Fact]
    public void Supersede_WhileRunning_EndsSavingAndPutsTheNextStartAfterTheOther()
    {
        using (var file = SignerStateFile.Open(FilePath))
        {
            file.CountStart();
            file.TrySave(State(1));

            file.Supersede(counter: 7);
            file.ConfirmStart();

            Assert.False(file.TrySave(State(2)));
        }

        using var reopened = SignerStateFile.Open(FilePath);
        Assert.True(reopened.MayBeStale);
        Assert.Equal(State(1), reopened.State.ToArray());
        var next = reopened.CountStart();
        Assert.Equal(8ul, next.Counter);
        Assert.Empty(next.Earlier);
    }

    [Fact]
    public void Supersede_ByAnotherStartOfTheSameCounter_RaisesIt()
    {
        using var file = SignerStateFile.Open(FilePath);
        var start = file.CountStart();

        file.Supersede(start.Counter);

        Assert.Equal(start.Counter + 1, file.CountStart().Counter);
    }

    [Fact]
    public void Open_OfAnotherVersion_IsRefused()
    {
        var content = File.ReadAllBytes(FilePath);
        content[3]--;
        content[(64 * 1024) + 3]--;
        File.WriteAllBytes(FilePath, content);

        Assert.Throws<KeyFileException>(() => SignerStateFile.Open(FilePath));
    }

    [Fact]
    public void Open_WithBothSlotsDamaged_IsRefusedWithTheRemedy()
    {
        FlipBit(offset: 40);
        FlipBit(offset: (64 * 1024) + 40);

        var exception = Assert.Throws<KeyFileException>(() => SignerStateFile.Open(FilePath));

        Assert.Contains("Put no old copy back", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfACutFile_KeepsTheSlotThatIsWhole()
    {
        using (var file = SignerStateFile.Open(FilePath))
            file.TrySave(State(1));
        var content = File.ReadAllBytes(FilePath);
        File.WriteAllBytes(FilePath, content[..(64 * 1024)]);

        using var cut = SignerStateFile.Open(FilePath);

        Assert.Equal(State(1), cut.State.ToArray());
        Assert.True(cut.MayBeStale);
    }

    [Fact]
    public void Open_WhileAnotherHoldsIt_IsRefused()
    {
        using var held = SignerStateFile.Open(FilePath);

        var exception = Assert.Throws<KeyFileException>(() => SignerStateFile.Open(FilePath));

        Assert.Contains("no other node uses it", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfALostFile_IsRefusedUntilCreatedAfterLoss()
    {
        File.Delete(FilePath);
        Assert.Throws<KeyFileException>(() => SignerStateFile.Open(FilePath));

        SignerStateFile.CreateAfterLoss(FilePath);

        using var file = SignerStateFile.Open(FilePath);
        Assert.True(file.MayBeStale);
    }

    [Fact]
    public void Create_WhereAFileExists_IsRefused() =>
        Assert.Throws<KeyFileException>(() => SignerStateFile.Create(FilePath));

    [Fact]
    public void PathBeside_OfAKeyFile_SharesItsName() =>
        Assert.Equal("/keys/consensus.signer", SignerStateFile.PathBeside("/keys/consensus.key"));

    private byte[] ContentAfterSaving(byte[] state)
    {
        using (var file = SignerStateFile.Open(FilePath))
            file.TrySave(state);
        return File.ReadAllBytes(FilePath);
    }

    /// <summary>A start and its crash.</summary>
    private KeyStart Start(bool isConfirmed = false)
    {
        using var file = SignerStateFile.Open(FilePath);
        var start = file.CountStart();
        if (isConfirmed)
            file.ConfirmStart();
        return start;
    }

    private static byte[] State(int number) => [.. Enumerable.Repeat((byte)number, 50)];

    private void FlipBit(int offset)
    {
        var content = File.ReadAllBytes(FilePath);
        content[offset] ^= 1;
        File.WriteAllBytes(FilePath, content);
    }
}
