using System.Text.Json;
using Ledger.Cryptography.Secp256k1;
using Ledger.Keys.Files;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Replication.Membership;

namespace Ledger.Node.Starting;

/// <summary>
/// The latest starts of the others that this node has seen, in one small file that is replaced as a whole.
/// </summary>
internal sealed class StartsFile(string path, NetworkId network, ValidatorSet validators)
{
    public const string Name = "starts.json";

    /// <summary>
    /// Throws <see cref="StartRefusedException"/> if anything in it was not written by a node of this network.
    /// </summary>
    public Dictionary<ushort, StartRecord> Read()
    {
        if (!File.Exists(path))
            return [];
        try
        {
            var entries = JsonSerializer.Deserialize<Dictionary<ushort, Entry>>(File.ReadAllBytes(path)) ?? [];
            var starts = entries.ToDictionary(entry => entry.Key, entry => Read(entry.Key, entry.Value));
            var foreign = starts.Where(start => !IsSigned(start.Key, start.Value)).Select(start => start.Key).ToArray();
            if (foreign.Length > 1 && foreign.Length == starts.Count)
                throw OfAnotherNetwork();
            return foreign.Length == 0
                ? starts
                : throw new FormatException($"the entry of peer {foreign[0]} is not signed by it in this network");
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            throw new StartRefusedException(
                $"{path} is damaged ({fault.Message}): move it away. Until the others have greeted this node anew, it "
                + "cannot tell whether one of them is an old copy.");
        }
    }

    /// <summary>On disk when it returns.</summary>
    public void Write(IReadOnlyDictionary<ushort, StartRecord> starts)
    {
        var entries = starts.OrderBy(start => start.Key).ToDictionary(start => start.Key, start => new Entry(
            start.Value.Counter, start.Value.Id, Convert.ToHexStringLower(start.Value.Signature.ToArray())));
        PrivateFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(entries));
    }

    private static StartRecord Read(ushort peer, Entry? entry) =>
        entry is not null && Signature.TryRead(Convert.FromHexString(entry.Signature ?? ""), out var signature)
            ? new(entry.Counter, entry.Id, signature)
            : throw new FormatException($"the entry of peer {peer} has no sound form");

    // The signature guards every other field: a damaged entry, passed on, would look like a lie of this node.
    private bool IsSigned(ushort peer, StartRecord start) =>
        validators.FindPosition(peer) is >= 0 and var position
        && Schnorr.Verify(
            validators[position].Key.ToArray(), start.Statement.DigestFor(network), start.Signature.ToArray());

    // Damage does not hit every signature at once; another genesis file does.
    private StartRefusedException OfAnotherNetwork() => new(
        $"{path} belongs to another network: none of its entries is signed for {network}, the network of Node:Genesis. "
        + "Leave it where it is, and compare the genesis file with another member's (sha256sum) and Node:Keys with this "
        + "node's folder. Only if this key begins in a new network, move the file away.");

    private sealed record Entry(ulong Counter, Guid Id, string? Signature);
}
