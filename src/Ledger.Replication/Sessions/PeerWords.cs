namespace Ledger.Replication.Sessions;

/// <summary>What a peer says in words, made fit for logs and terminals: short, and nothing but printable ASCII.</summary>
internal static class PeerWords
{
    public static string Shown(string words, int lengthMax) => string.Create(
        Math.Min(words.Length, lengthMax),
        words,
        static (shown, words) =>
        {
            for (var i = 0; i < shown.Length; i++)
                shown[i] = words[i] is >= ' ' and <= '~' ? words[i] : '?';
        });
}
