using System.Xml.Linq;

namespace Ledger.Architecture.Tests;

/// <summary>Compares every project reference under src with the picture in src/README.md.</summary>
public sealed class ReferenceTests
{
    private static readonly Picture Picture = Picture.Read();

    private static readonly string[] Files =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Projects => [.. Files];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_InTheTree_StandsInThePicture(string file) =>
        Assert.True(Picture.Levels.ContainsKey(Path.GetFileNameWithoutExtension(file)));

    [Fact]
    public void Project_InThePicture_StandsInTheTree()
    {
        var present = Files.Select(Path.GetFileNameWithoutExtension);

        Assert.Empty(Picture.Levels.Keys.Except(present, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_OfAProject_PointDownwards(string file)
    {
        var project = Path.GetFileNameWithoutExtension(file);
        var references = XDocument.Load(Path.Combine(Repository.Root, file)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.All(references, reference => Assert.True(
            IsAllowed(project, reference), $"{project} must not refer to {reference}: see the picture in src/README.md."));
    }

    private static bool IsAllowed(string from, string to)
    {
        var (upper, lower) = (Picture.Levels[from], Picture.Levels[to]);
        if (upper == Picture.Aside)
            return lower == Picture.Aside;
        if (lower == Picture.Aside)
            return upper >= 3;
        return lower < upper || (from is "Ledger.Model" && to is "Ledger.Cryptography");
    }
}
