using System.Text.Json;
using Ledger.Api.Events;
using Ledger.Contracts.V1;

namespace Ledger.Api.Tests.Events;

/// <summary>PROTOCOL 11.3: the order of cursors.</summary>
public sealed class EventPlaceTests
{
    [Fact]
    public void Next_OfEachVector_IsTheFirstPlaceAfterIt()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "clients.json")));

        Assert.All(vectors.RootElement.GetProperty("cursors").EnumerateArray(), vector =>
            Assert.Equal(
                CursorOf(vector.GetProperty("next")),
                EventPlace.Read(CursorOf(vector.GetProperty("cursor"))).Next.ToCursor()));
    }

    private static EventCursor CursorOf(JsonElement numbers) => new()
    {
        Height = numbers[0].GetUInt64(), Transaction = numbers[1].GetUInt32(), Operation = numbers[2].GetUInt32(),
    };

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(at.FullName, "proto", "vectors")))
            at = at.Parent ?? throw new DirectoryNotFoundException("No proto/vectors above the test's folder.");
        return Path.Combine(at.FullName, "proto", "vectors");
    }
}
