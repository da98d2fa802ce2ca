using System.Text.Json;

namespace Ledger.Model.Tests;

/// <summary>The files of proto/vectors: written by another implementation, never by these tests.</summary>
internal static class GoldenVectors
{
    public static JsonElement Read(string area) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), area + ".json"))).RootElement;

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.Text(name));

    public static JsonElement.ArrayEnumerator List(this JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray();

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(at.FullName, "proto", "vectors")))
            at = at.Parent ?? throw new DirectoryNotFoundException("No proto/vectors above the test's folder.");
        return Path.Combine(at.FullName, "proto", "vectors");
    }
}
