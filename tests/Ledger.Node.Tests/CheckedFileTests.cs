using Ledger.Node.Starting;

namespace Ledger.Node.Tests;

public sealed class CheckedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["file.json"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OfWhatWasWritten_GivesTheLast()
    {
        CheckedFile.Write(File, "one"u8);
        CheckedFile.Write(File, "two"u8);

        Assert.Equal("two"u8, CheckedFile.Read(File, "")!);
    }

    [Fact]
    public void Read_OfNoFile_GivesNone() => Assert.Null(CheckedFile.Read(File, ""));

    [Fact]
    public void Read_OfADamagedFile_NamesItWithTheRemedy()
    {
        CheckedFile.Write(File, "{ \"units\": 17 }"u8);
        var sound = System.IO.File.ReadAllBytes(File);
        for (var at = 0; at < sound.Length; at++)
        {
            var flipped = sound.ToArray();
            flipped[at] ^= 0x01;
            AssertRefused(flipped);
            AssertRefused(sound[..at]);
        }
    }

    private void AssertRefused(byte[] content)
    {
        System.IO.File.WriteAllBytes(File, content);

        var refusal = Assert.Throws<StartRefusedException>(() => CheckedFile.Read(File, "Delete it."));

        Assert.StartsWith($"{File} is damaged", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("Delete it.", refusal.Message, StringComparison.Ordinal);
    }
}
