using Ledger.Cryptography.Signatures;
using Ledger.Model.Policies;

namespace Ledger.Model.Genesis;

internal static class AccountReader
{
    public static GenesisAccount Read(GenesisNode node)
    {
        node.AllowOnly("id", "threshold", "keys");
        var id = node["id"].Account();
        var threshold = (uint)node["threshold"].Number(1, uint.MaxValue);
        var policy = new Policy(threshold, [.. node["keys"].List(ReadKey, 1, Policy.KeysMax)]);
        if (!policy.IsSound)
            node.Fault("the keys must ascend, none twice, and their weights must reach the threshold");
        else if (node["id"].IsPresent && PolicyCodec.AccountOf(policy) != id)
            node["id"].Fault("is not the id that follows from threshold and keys");
        return new(id, policy);
    }

    private static PolicyKey ReadKey(GenesisNode node)
    {
        node.AllowOnly("scheme", "public_key", "weight");
        var weight = (uint)node["weight"].Number(1, PolicyKey.WeightMax);
        var bytes = node["public_key"].Bytes(SignatureSchemes.PublicKeySizeMax);
        if (!SignatureSchemes.TryRead((uint)node["scheme"].Number(1, uint.MaxValue), out var scheme))
            node["scheme"].Fault("is not a known scheme");
        else if (!PublicKey.TryRead(scheme, bytes, out var key) || !key.IsPoint())
            node["public_key"].Fault("is not a key of its scheme");
        else
            return new(key, weight);
        return default;
    }
}
