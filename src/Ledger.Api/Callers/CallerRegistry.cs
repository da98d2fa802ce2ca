using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Model.Genesis;

namespace Ledger.Api.Callers;

/// <summary>
/// Tells who a caller is from the key of its client certificate. Keys are pinned, as those of peers are: members'
/// stand in the ledger's own membership, others in the operator's list; chains and dates say nothing.
/// </summary>
public sealed class CallerRegistry(IEnumerable<Member> members, IEnumerable<ClientEntry> clients)
{
    private readonly FrozenDictionary<string, Caller> _byPin = Pins(members, clients);

    public Caller Identify(X509Certificate2? certificate, string address)
    {
        if (certificate is null)
            return new(address, Access.Anyone);
        var pin = Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
        return _byPin.GetValueOrDefault(pin) ?? new(address, Access.Anyone);
    }

    private static FrozenDictionary<string, Caller> Pins(IEnumerable<Member> members, IEnumerable<ClientEntry> clients)
    {
        var pins = new Dictionary<string, Caller>(StringComparer.Ordinal);
        foreach (var member in members)
            pins[member.TlsKeyHash.ToString()] = new($"member {member.Name}", Access.Auditor);
        foreach (var client in clients)
            pins.TryAdd(client.Pin, new($"client {client.Name}", Access.Auditor));
        return pins.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <param name="Name">For logs and limits: the certificate's owner, or the address of a caller without one.</param>
public sealed record Caller(string Name, Access Access)
{
    public bool May(Access needed) => needed == Access.Anyone || Access == needed;
}

/// <summary>A client that the operator lets in as auditor.</summary>
/// <param name="Pin">SHA-256 of its certificate's public key info, lower-case hexadecimal.</param>
public sealed record ClientEntry(string Name, string Pin);
