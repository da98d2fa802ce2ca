using Ledger.Model.Genesis;
using Ledger.Model.Policies;
using Ledger.Model.Tests.Transactions;

namespace Ledger.Model.Tests.Genesis;

/// <summary>A network of two members and one token.</summary>
internal static class GenesisSample
{
    public static GenesisDocument Document() => new(
        default,
        Sample.NetworkName,
        new(1_700_000_000_000),
        new Parameters(),
        [Member(3, "Three"), Member(4, "Four")],
        [Account("Three"), Account("Four"), Account("BEANS treasury"), Account("BEANS minter")],
        [Sample.Token()]);

    private static Member Member(ushort index, string name) => new(
        index,
        name,
        Sample.Account(name),
        Sample.Signer(name + " validator").X,
        Sample.Digest(name + " tls"),
        $"{name.ToLowerInvariant()}.example:7000");

    private static GenesisAccount Account(string name)
    {
        var policy = Sample.Policy(name);
        return new(PolicyCodec.AccountOf(policy), policy);
    }
}
