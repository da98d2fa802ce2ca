using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.EndToEnd.Tests.Networks;

namespace Ledger.EndToEnd.Tests.Records;

/// <summary>What must hold after whatever was done to a network whose four nodes are up again.</summary>
internal static class Promises
{
    /// <summary>
    /// One chain on all nodes, every acknowledged outcome in it to the byte, no transaction twice, and nobody who
    /// signed two contradicting messages. Returns the evidence in a sentence.
    /// </summary>
    public static async Task<string> CheckAsync(
        TestNetwork network, IReadOnlyDictionary<ByteString, Outcome> acknowledged)
    {
        var height = await network.AgreeAsync(TestNetwork.All, 0);
        var chains = await Task.WhenAll(
            TestNetwork.All.Select(company => ChainRecord.ReadAsync(network, company, height)));
        foreach (var chain in chains)
        {
            Assert.Equal(chains[0].Blocks, chain.Blocks);
            Assert.Empty(chain.Missing(acknowledged));
        }

        var statements = new SignedStatements(network.Genesis.Validators());
        statements.AddAll(TestNetwork.All.Select(network.RecordsOf));
        Assert.Empty(statements.Contradictions);
        return $"One chain of height {height} on all four nodes; all {acknowledged.Count} acknowledged outcomes are in it; "
            + $"{statements.Count} different statements were signed, none contradicts another.";
    }
}
