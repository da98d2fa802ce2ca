using System.Globalization;
using Ledger.Audit.Tests.Chains;
using Ledger.Auditor.Tests;

if (args is not ["flips", var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var places))
{
    await Console.Error.WriteLineAsync("Usage: flips PLACES     flips a bit at so many places of each file");
    return 2;
}

using var directory = new TemporaryDirectory();
var chain = TestChain.WithHistory(rounds: 12);
StoredCopy.Build(chain, directory.Sub("data"), reopenEvery: 10);
var result = await new FlipCampaign(chain, directory.Sub("data"), directory.Sub("flipped"))
    .RunAsync(places, Console.WriteLine);
Console.WriteLine(
    $"{result.Noticed} noticed with their place, {result.Harmless} harmless (the same records), {result.Missed.Count} missed");
foreach (var missed in result.Missed)
    Console.WriteLine($"MISSED: {missed}");
return result.Missed.Count == 0 ? 0 : 1;
