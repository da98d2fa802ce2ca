using System.Text.Json;
using Ledger.Api.Ports;
using Ledger.Model.Values;
using Ledger.Node.Starting;

namespace Ledger.Node.Issuing;

/// <summary>What clients have used of their daily caps, in one small file that is replaced as a whole.</summary>
internal sealed class CapFile(string path) : ICapStore
{
    public const string Name = "daily-caps.json";

    private const string Remedy = "Delete it, and the caps of today begin anew.";

    public IReadOnlyList<CapUse> Read()
    {
        if (CheckedFile.Read(path, Remedy) is not { } bytes)
            return [];
        try
        {
            var lines = JsonSerializer.Deserialize<List<Line>>(bytes) ?? [];
            return [.. lines.Select(line => new CapUse(line.Client, TickerOf(line.Token), line.Day, line.Units))];
        }
        catch (JsonException fault)
        {
            throw new StartRefusedException($"{path} is of another version ({fault.Message}). {Remedy}");
        }
    }

    public void Write(IReadOnlyList<CapUse> uses)
    {
        var lines = uses.Select(use => new Line(use.Client, use.Token.ToString(), use.Day, use.Units));
        CheckedFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(lines));
    }

    private static Ticker TickerOf(string text) =>
        Ticker.TryParse(text, out var token) ? token : throw new JsonException($"{text} is no ticker");

    private sealed record Line(string Client, string Token, ulong Day, ulong Units);
}
