using System.Text.RegularExpressions;

namespace Ledger.Architecture.Tests;

/// <summary>The picture of projects and levels, read from src/README.md itself, so that it can't grow old.</summary>
internal sealed partial class Picture
{
    /// <summary>Of the projects that stand aside: generated contracts and the gRPC contract types.</summary>
    public const int Aside = -1;

    private readonly Dictionary<string, int> _levels = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Levels => _levels;

    public static Picture Read()
    {
        var picture = new Picture();
        int? level = null;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "src", "README.md")))
        {
            var start = LevelStart().Match(line);
            if (start.Success)
                level = start.Groups["level"].Success ? int.Parse(start.Groups["level"].Value, null) : Aside;
            else if (line.StartsWith("```", StringComparison.Ordinal))
                level = null;
            if (level is { } known)
                picture.AddAll(line, known);
        }

        return picture;
    }

    private void AddAll(string line, int level)
    {
        foreach (Match name in ProjectName().Matches(line))
            _levels.Add(name.Value, level);
    }

    [GeneratedRegex(@"^(?:level (?<level>\d)|aside)\s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LevelStart();

    [GeneratedRegex(@"\b(?:Ledger\.[A-Z][A-Za-z]+|Grpc\.Core\.Api|Grpc\.Net\.Common)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectName();
}
