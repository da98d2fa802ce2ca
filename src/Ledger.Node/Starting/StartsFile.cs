using System.Text.Json;
using Ledger.Cryptography.Secp256k1;
using Ledger.Keys.Files;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Replication.Membership;

namespace Ledger.Node.Starting;

/// <summary>The latest starts of the others that this node has seen, in one small file that is replaced as a whole.</summary>
internal sealed class StartsFile(string path, NetworkId network, ValidatorSet validators)
{
    public const string Name = "starts.json";

    /// <summary>Throws <see cref="StartRefusedException"/> if anything in it was not written by a node.</summary>
    public Dictionary<ushort, StartRecord> Read()
    {
        if (!File.Exists(path))
            return [];
        try
        {
            var entries = JsonSerializer.Deserialize<Dictionary<ushort, Entry>>(File.ReadAllBytes(path)) ?? [];
            return entries.ToDictionary(entry => entry.Key, entry => Read(entry.Key, entry.Value));
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            throw new StartRefusedException(
                $"{path} cannot be read ({fault.Message}): delete it. Until the others have greeted this node anew, it "
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

    // The signature guards every other field: a damaged entry, passed on, would look like a lie of this node.
    private StartRecord Read(ushort peer, Entry? entry)
    {
        var bytes = Convert.FromHexString(entry?.Signature ?? "");
        if (entry is null
            || !Signature.TryRead(bytes, out var signature)
            || validators.FindPosition(peer) is not (>= 0 and var position))
        {
            throw new FormatException($"the entry of peer {peer} is damaged");
        }

        var start = new StartRecord(entry.Counter, entry.Id, signature);
        return Schnorr.Verify(validators[position].Key.ToArray(), start.Statement.DigestFor(network), bytes)
            ? start
            : throw new FormatException($"the entry of peer {peer} is not signed by it");
    }

    private sealed record Entry(ulong Counter, Guid Id, string? Signature);
}
