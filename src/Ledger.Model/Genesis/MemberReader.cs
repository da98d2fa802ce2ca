using System.Globalization;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Policies;
using Ledger.Model.Tokens;

namespace Ledger.Model.Genesis;

internal static class MemberReader
{
    private const int EndpointLengthMax = 255;

    public static Member Read(GenesisNode node)
    {
        node.AllowOnly("index", "name", "account", "validator_key", "tls_key_hash", "endpoint");
        var member = new Member(
            (ushort)node["index"].Number(0, ushort.MaxValue),
            node["name"].Text(),
            node["account"].Account(),
            node["validator_key"].Digest(),
            node["tls_key_hash"].Digest(),
            node["endpoint"].Text());
        if (node["name"].IsPresent && !TokenDefinition.IsName(member.Name))
            node["name"].Fault($"must be 1 to {TokenDefinition.NameBytesMax} bytes without control characters");
        var key = new PublicKey(SignatureScheme.Schnorr, 0, member.ValidatorKey);
        if (node["validator_key"].IsPresent && !key.IsPoint())
            node["validator_key"].Fault("is not a key of secp256k1");
        if (node["endpoint"].IsPresent && !IsEndpoint(member.Endpoint))
            node["endpoint"].Fault("must be host:port");
        return member;
    }

    private static bool IsEndpoint(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0
            && text.Length <= EndpointLengthMax
            && text.All(character => character is > ' ' and <= '~')
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port > 0;
    }
}
