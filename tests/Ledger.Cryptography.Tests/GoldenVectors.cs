using System.Text.Json;

namespace Ledger.Cryptography.Tests;

/// <summary>proto/vectors/cryptography.json: written by another implementation, never by these tests.</summary>
internal static class GoldenVectors
{
    private static readonly JsonElement Root = Read();

    public static JsonElement[] Of(params string[] path) =>
        [.. path.Aggregate(Root, (element, name) => element.GetProperty(name)).EnumerateArray()];

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.Text(name));

    private static JsonElement Read()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(at.FullName, "proto", "vectors")))
            at = at.Parent ?? throw new DirectoryNotFoundException("No proto/vectors above the test's folder.");
        var file = Path.Combine(at.FullName, "proto", "vectors", "cryptography.json");
        return JsonDocument.Parse(File.ReadAllText(file)).RootElement;
    }
}
