namespace Ledger.Api.Tests.Networks;

/// <summary>Tests that share one running network: each brings customers of its own.</summary>
[CollectionDefinition(Name)]
public sealed class NetworkGroup : ICollectionFixture<TestNetwork>
{
    public const string Name = "network";
}
