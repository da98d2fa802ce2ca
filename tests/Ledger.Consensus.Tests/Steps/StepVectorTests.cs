using System.Text.Json.Nodes;
using Ledger.Consensus.Tests.Clusters;

namespace Ledger.Consensus.Tests.Steps;

/// <summary>
/// proto/vectors/consensus-steps.ndjson: one line for each step of a core, with the input and all effects in order.
/// </summary>
public sealed class StepVectorTests
{
    private const string FileName = "consensus-steps.ndjson";

    [Fact]
    public void Steps_OfAllScripts_AreThoseWrittenDown()
    {
        var steps = StepScripts.Play().SelectMany(script => LinesOf(script.Name, script.Played)).ToArray();

        // Set by whoever changes the rules on purpose; the difference is then to be read line by line.
        if (Environment.GetEnvironmentVariable("LEDGER_WRITE_VECTORS") is not null)
            File.WriteAllLines(PathOf(FileName), steps);

        Assert.Equal(File.ReadAllLines(PathOf(FileName)), steps);
    }

    [Theory]
    [InlineData("input", typeof(Input))]
    [InlineData("effects", typeof(Effect))]
    public void Steps_OfAllScripts_ShowEveryKind(string member, Type union)
    {
        var shown = File.ReadLines(PathOf(FileName))
            .Select(line => JsonNode.Parse(line)![member]!)
            .SelectMany(node => node is JsonArray many ? many.AsEnumerable() : new[] { node })
            .Select(node => node!["kind"]!.GetValue<string>())
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        var kinds = union.GetNestedTypes().Where(type => type.IsSubclassOf(union)).Select(type => type.Name);

        Assert.Subset(shown, kinds.ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> LinesOf(string name, Solo played) => played.Steps.Select((step, index) =>
        new JsonObject
        {
            ["script"] = name,
            ["self"] = played.Self,
            ["step"] = index,
            ["input"] = StepJson.Of(step.Input),
            ["effects"] = new JsonArray([.. step.Effects.Select(StepJson.Of)]),
        }.ToJsonString());

    private static string PathOf(string file)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(at.FullName, "proto", "vectors")))
            at = at.Parent ?? throw new DirectoryNotFoundException("No proto/vectors above the test's folder.");
        return Path.Combine(at.FullName, "proto", "vectors", file);
    }
}
