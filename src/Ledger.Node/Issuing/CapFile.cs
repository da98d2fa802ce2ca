using System.Text.Json;
using Ledger.Api.Ports;
using Ledger.Model.Values;
using Ledger.Node.Starting;

namespace Ledger.Node.Issuing;

/// <summary>What clients have used of their daily caps, in one small file that is replaced as a whole.</summary>
internal sealed class CapFile(string path) : ICapStore
{
    public const string Name = "daily-caps.json";

    public IReadOnlyList<CapUse> Read()
    {
        if (!File.Exists(path))
            return [];
        try
        {
            var lines = JsonSerializer.Deserialize<List<Line>>(File.ReadAllBytes(path)) ?? [];
            return [.. lines.Select(line => new CapUse(line.Client, TickerOf(line.Token), line.Day, line.Units))];
        }
        catch (JsonException fault)
        {
            throw new StartRefusedException(
                $"{path} cannot be read ({fault.Message}): delete it, and the caps of today begin anew.");
        }
    }

    public void Write(IReadOnlyList<CapUse> uses)
    {
        var next = path + ".new";
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write))
        {
            var lines = uses.Select(use => new Line(use.Client, use.Token.ToString(), use.Day, use.Units));
            JsonSerializer.Serialize(stream, lines);
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    private static Ticker TickerOf(string text) =>
        Ticker.TryParse(text, out var token) ? token : throw new JsonException($"{text} is no ticker");

    private sealed record Line(string Client, string Token, ulong Day, ulong Units);
}
