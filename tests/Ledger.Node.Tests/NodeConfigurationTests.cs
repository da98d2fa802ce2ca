using Ledger.Api.Callers;
using Ledger.Node.Starting;

namespace Ledger.Node.Tests;

public sealed class NodeConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OfAnEmptyConfiguration_TakesDefaultsBesideTheFile()
    {
        var configuration = Read("{}");

        Assert.Equal(_folder["data"], configuration.Node.Data);
        Assert.Equal("-", configuration.Node.PasswordFile);
        Assert.Empty(configuration.Api.Clients);
    }

    [Fact]
    public void Read_OfEveryKindOfValue_BindsIt()
    {
        var configuration = Read($$"""
            {
              "node": { "data": "/var/lib/ledger", "apiNames": ["ledger.example"], "poolBytesMax": 2000000, "wireRecord": null },
              "api": {
                "reflection": true,
                "clients": [{ "name": "shop", "pin": "{{new string('a', 64)}}", "roles": ["issuer"], "dailyCaps": { "MILES": 5 } }]
              }
            }
            """);

        Assert.Equal("/var/lib/ledger", configuration.Node.Data);
        Assert.Equal("ledger.example", configuration.Node.ApiNames[^1]);
        Assert.Equal(2_000_000, configuration.Node.PoolBytesMax);
        Assert.Null(configuration.Node.WireRecord);
        Assert.True(configuration.Api.Reflection);
        var client = Assert.Single(configuration.Api.Clients);
        Assert.Equal(Roles.Issuer, client.AllRoles);
        Assert.Equal(5UL, client.DailyCaps["MILES"]);
    }

    [Theory]
    [InlineData("""{ "Nodes": {} }""", "Nodes: there is no such section; there are Node and Api.")]
    [InlineData("""{ "Node": { "Genesys": "g" } }""", "Node:Genesys: there is no such option; there are Genesis,")]
    [InlineData("""{ "Node": { "Data": { "Path": "d" } } }""", "Node:Data:Path: Data is one value, not several.")]
    [InlineData("""{ "Node": "genesis.json" }""", "Node: this is a group of options, not one value.")]
    [InlineData("""{ "Node": { "ApiNames": "localhost" } }""", "Node:ApiNames: this is a list, not one value.")]
    [InlineData("""{ "Node": { "PoolBytesMax": "64M" } }""", "Node:PoolBytesMax: '64M' is not a whole number")]
    [InlineData("""{ "Node": { "PoolBytesMax": 99999999999 } }""", "Node:PoolBytesMax: '99999999999' is not a whole number")]
    [InlineData("""{ "Node": { "BatchDelayMilliseconds": 251 } }""", "BatchDelayMilliseconds must be between 0 and 250")]
    [InlineData("""{ "Node": { "Keys": "" } }""", "The Keys field is required.")]
    [InlineData("""{ "Node": { "PeerListen": "0.0.0.0" } }""", "PeerListen is not an address with a port: 0.0.0.0")]
    [InlineData("""{ "Node": { "PeerListen": "[::]:7001", "ApiListen": "[::]:7001" } }""", "PeerListen and ApiListen must differ")]
    [InlineData("""{ "Node": { "AuthorityKey": "ca.key" } }""", "AuthorityKey and AuthorityCertificate go together.")]
    [InlineData("""{ "Api": { "Reflection": "perhaps" } }""", "Api:Reflection: 'perhaps' is not true or false.")]
    [InlineData("""{ "Api": { "Clients": [{ "Role": "admin" }] } }""", "Api:Clients:0:Role: there is no such option; there are Name,")]
    [InlineData("""{ "Api": { "Clients": [{ "Roles": ["king"] }] } }""", "Api:Clients:0:Roles:0: 'king' is not one of None, Auditor,")]
    [InlineData("""{ "Api": { "Clients": [{ "DailyCaps": { "MILES": -1 } }] } }""", "Api:Clients:0:DailyCaps:MILES: '-1' is not a whole number")]
    public void Read_OfWhatCannotBeMeant_NamesThePlace(string json, string expected)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Read(json));

        Assert.Contains($"{_folder["appsettings.json"]}: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfManyFaults_NamesAllAtOnce()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Read("""
            {
              "Node": { "Genesys": "g", "Keys": "", "PeerListen": "here", "PoolBytesMax": "64M", "PoolTransactionsMax": 1 },
              "Api": { "StreamsMax": 0, "Clients": [{ "Name": "a", "Pin": "x", "Roles": ["king"] }, { "Name": "a" }] },
              "Logging": { "Level": 5 }
            }
            """));

        string[] expected =
        [
            "Logging:", "Node:Genesys:", "Node:PoolBytesMax:", "Keys field", "PoolTransactionsMax must be", "PeerListen is not",
            "Clients:0:Roles:0", "StreamsMax must be", "Two clients have the name a", "Clients:0: The field Pin", "Clients:1: The Pin",
            "a has no role",
        ];
        Assert.All(expected, fault => Assert.Contains(fault, refusal.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ \"Node\": {", "is not a configuration")]
    [InlineData("""{ "Node": { "Data": "a", "data": "b" } }""", "is not a configuration")]
    public void Read_OfWhatIsNoJson_NamesTheFile(string text, string expected)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Read(text));

        Assert.StartsWith($"{_folder["appsettings.json"]} {expected}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAMissingFile_SaysHowToNameAnother()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => NodeConfiguration.Read(_folder["node.json"]));

        Assert.Contains($"{_folder["node.json"]} is missing; --config", refusal.Message, StringComparison.Ordinal);
    }

    private NodeConfiguration Read(string json)
    {
        File.WriteAllText(_folder["appsettings.json"], json);
        return NodeConfiguration.Read(_folder["appsettings.json"]);
    }
}
