using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Ledger.Cli.Output;

/// <summary>How single values are spelt, for people and in JSON.</summary>
internal static class ColumnText
{
    /// <summary><c>nextExpiry</c> becomes <c>next expiry</c>.</summary>
    public static string Spaced(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var character in name)
        {
            if (char.IsAsciiLetterUpper(character))
                text.Append(' ');
            text.Append(char.ToLowerInvariant(character));
        }

        return text.ToString();
    }

    public static string Of(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "yes" : "no",
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        JsonNode node => node.ToJsonString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static JsonNode? JsonOf(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        int number => number,
        uint number => number,
        long number => number,
        ulong number => number,
        double number => number,
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        JsonNode node => node.DeepClone(),
        _ => Of(value),
    };
}
