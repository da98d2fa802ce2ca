using Ledger.Auditor.Memory;

namespace Ledger.Auditor.Tests;

public sealed class MemoryTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Nowhere => _folder.Sub("missing/file");

    public void Dispose() => _folder.Dispose();

    /// <summary>Otherwise an audit of hours would end with this instead of its result.</summary>
    [Fact]
    public void Memory_WhereThereIsNoFolder_IsRefusedBeforeTheAudit()
    {
        Assert.Contains(Nowhere, Assert.Throws<DirectoryNotFoundException>(() => PinFile.Load(Nowhere)).Message, StringComparison.Ordinal);
        Assert.Contains(Nowhere, Assert.Throws<DirectoryNotFoundException>(() => StateFile.In(Nowhere)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pins_OfAFileThatIsNotThereYet_AreNone()
    {
        var pins = PinFile.Load(_folder.Sub("pins.json"));

        Assert.Null(pins.Find(default));
    }
}
