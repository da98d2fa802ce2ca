using System.Text.Json;
using Ledger.Cryptography;
using Ledger.Cryptography.Secp256k1;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Model.Tests.Votes;

/// <summary>proto/vectors/consensus.json: written by another implementation, never by these tests.</summary>
internal static class ConsensusVectors
{
    private static readonly JsonElement Root = Read();

    public static readonly NetworkId Network = new(new(Root.Hex("networkId")));

    public static readonly ValidatorSet Validators = ReadValidators();

    public static readonly VoteVerifier Verifier = new(Network, _ => Validators, Verify);

    public static JsonElement[] Of(string name) => [.. Root.GetProperty(name).EnumerateArray()];

    public static JsonElement Single(string name) => Root.GetProperty(name);

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.Text(name));

    public static bool Verify(Digest key, Digest message, Signature signature) =>
        Schnorr.Verify(key.ToArray(), message, signature.ToArray());

    private static ValidatorSet ReadValidators()
    {
        var validators = Of("validators").Select(validator =>
            new Validator(validator.GetProperty("index").GetUInt16(), new(validator.Hex("publicKey"))));
        Invariant.That(ValidatorSet.TryCreate(validators, out var set));
        return set!;
    }

    private static JsonElement Read()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(at.FullName, "proto", "vectors")))
            at = at.Parent ?? throw new DirectoryNotFoundException("No proto/vectors above the test's folder.");
        var file = Path.Combine(at.FullName, "proto", "vectors", "consensus.json");
        return JsonDocument.Parse(File.ReadAllText(file)).RootElement;
    }
}
