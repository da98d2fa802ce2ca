using Ledger.Model.Values;

namespace Ledger.Devnet;

/// <summary>A partner company of the development network, with its one brand.</summary>
/// <param name="Folder">Its node's folder below the network's.</param>
public sealed record Company(
    ushort Index, string Name, string Folder, Ticker Token, string TokenName, byte LifetimeMonths)
{
    public static readonly IReadOnlyList<Company> All =
    [
        new(0, "Aurora Air", "aurora-air", TickerOf("MILES"), "Aurora Miles", 36),
        new(1, "Bean & Leaf", "bean-and-leaf", TickerOf("BEANS"), "Bean Points", 12),
        new(2, "Lumiere", "lumiere", TickerOf("REELS"), "Lumiere Reels", 24),
        new(3, "Fresh Market", "fresh-market", TickerOf("FRESH"), "Fresh Points", 0),
    ];

    private static Ticker TickerOf(string text) => Ticker.TryParse(text, out var ticker)
        ? ticker
        : throw new ArgumentException($"{text} is no ticker.", nameof(text));
}
