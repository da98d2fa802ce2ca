using System.ComponentModel.DataAnnotations;
using Ledger.Api.Callers;

namespace Ledger.Api;

/// <summary>What an operator may set about calls from outside. Bound to the section <c>Api</c>.</summary>
public sealed class ApiOptions : IValidatableObject
{
    /// <summary>Largest request in bytes; a transaction has at most 32 KiB, so this leaves room for batches.</summary>
    [Range(64 * 1024, 16 * 1024 * 1024)]
    public int RequestBytesMax { get; init; } = 256 * 1024;

    /// <summary>Requests that one identity may make in a second.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecondMax { get; init; } = 20_000;

    /// <summary>Streams that one identity may have open.</summary>
    [Range(1, 100_000)]
    public int StreamsMax { get; init; } = 200;

    [Range(1, 100_000)]
    public int ConnectionsMax { get; init; } = 1_000;

    /// <summary>Connections of one address, so that nobody takes all; a proxy before the node may need more.</summary>
    [Range(1, 100_000)]
    public int ConnectionsPerAddressMax { get; init; } = 500;

    /// <summary>Says to whoever asks which calls there are, on the API's listener (<c>grpc.reflection.v1</c>).</summary>
    public bool Reflection { get; init; }

    /// <summary>Clients beside the members' nodes, by their certificates.</summary>
    public IReadOnlyList<ClientOptions> Clients { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var name in Clients.GroupBy(client => client.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new($"Two clients have the name {name.Key}; caps and logs tell them apart by it.", [nameof(Clients)]);
    }
}

/// <summary>A system that the operator lets in with a certificate.</summary>
public sealed class ClientOptions : IValidatableObject
{
    [Required]
    public string Name { get; init; } = "";

    /// <summary>SHA-256 of the client certificate's public key info, 64 lower-case hexadecimal digits.</summary>
    [Required, RegularExpression("^[0-9a-f]{64}$")]
    public string Pin { get; init; } = "";

    /// <summary>What it may do, one at least.</summary>
    public IReadOnlyList<Roles> Roles { get; init; } = [];

    /// <summary>
    /// For issuers, by ticker: units that this client may issue, or take out of the member's accounts, in one UTC day. A
    /// token that is not here has the cap 0.
    /// </summary>
    public IReadOnlyDictionary<string, ulong> DailyCaps { get; init; } = new Dictionary<string, ulong>(StringComparer.Ordinal);

    /// <summary>All roles together.</summary>
    public Roles AllRoles => Roles.Aggregate(Callers.Roles.None, (all, role) => all | role);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AllRoles == Callers.Roles.None)
            yield return new($"{Name} has no role: give auditor, issuer or admin.", [nameof(Roles)]);
        foreach (var ticker in DailyCaps.Keys.Where(key => !Model.Values.Ticker.TryParse(key, out _)))
            yield return new($"{Name} has a daily cap for {ticker}, which is no ticker.", [nameof(DailyCaps)]);
    }
}
