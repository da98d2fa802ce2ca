using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Model.Genesis;

namespace Ledger.Api.Callers;

/// <summary>
/// Tells who a caller is from the key of its client certificate. Keys are pinned, as those of peers are: members'
/// stand in the ledger's own membership, others in the operator's list; chains and dates say nothing.
/// </summary>
/// <param name="everybody">Roles that the listener itself gives to whoever reaches it.</param>
public sealed class CallerRegistry(IEnumerable<Member> members, IEnumerable<ClientEntry> clients, Roles everybody)
{
    private readonly FrozenDictionary<string, Caller> _byPin = Pins(members, clients);

    public Caller Identify(X509Certificate2? certificate, string address)
    {
        var stranger = new Caller(address, everybody, null);
        if (certificate is null)
            return stranger;
        var pin = Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
        return _byPin.GetValueOrDefault(pin) ?? stranger with { UnknownPin = pin };
    }

    /// <summary>How a client of the operator's list is called in logs and limits.</summary>
    public static string NameOf(string client) => $"client {client}";

    private static FrozenDictionary<string, Caller> Pins(IEnumerable<Member> members, IEnumerable<ClientEntry> clients)
    {
        var pins = new Dictionary<string, Caller>(StringComparer.Ordinal);
        foreach (var member in members)
            pins[member.TlsKeyHash.ToString()] = new($"member {member.Name}", Roles.Auditor, null);
        foreach (var client in clients)
            pins.TryAdd(client.Pin, new(NameOf(client.Name), client.Roles, null));
        return pins.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>A client that the operator lets in.</summary>
/// <param name="Pin">SHA-256 of its certificate's public key info, lower-case hexadecimal.</param>
public sealed record ClientEntry(string Name, string Pin, Roles Roles);
