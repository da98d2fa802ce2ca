using System.Diagnostics;
using Ledger.Keys.Files;
using Ledger.Keys.Native;

namespace Ledger.Keys.Tests.Files;

public sealed class OwnerTests : IDisposable
{
    private const uint Root = 0;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OwnerOf_AFileOfOursAndOfRoot_IsToldApart()
    {
        PrivateFile.Create(_folder["own"], [1]);
        using var own = File.OpenHandle(_folder["own"]);
        using var system = File.OpenHandle("/etc/passwd");

        Assert.Equal(LibC.CurrentUser, LibC.OwnerOf(own));
        Assert.Equal(Root, LibC.OwnerOf(system));
    }

    /// <summary>Who looks at a node's keys as root must not be told to take them from the node.</summary>
    [RootFact]
    public void Read_ByRootOfAFileThatBelongsToAnother_IsRefusedWithTheRemedy()
    {
        PrivateFile.Create(_folder["key"], [1]);
        using (var chown = Process.Start("chown", ["12345", _folder["key"]]))
            chown.WaitForExit();

        var exception = Assert.Throws<KeyFileException>(() => PrivateFile.Read(_folder["key"]));

        Assert.Contains("belongs to user 12345", exception.Message, StringComparison.Ordinal);
        Assert.Contains("setpriv --reuid 12345", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("chown", exception.Message, StringComparison.Ordinal);
    }
}

/// <summary>A test that gives a file away, which only root can.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (LibC.CurrentUser != 0)
            Skip = "Only root can give a file to another user.";
    }
}
