using System.ComponentModel.DataAnnotations;

namespace Ledger.Api;

/// <summary>What an operator may set about calls from outside. Bound to the section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>Largest request in bytes; a transaction has at most 32 KiB, so this leaves room for its envelope.</summary>
    [Range(64 * 1024, 16 * 1024 * 1024)]
    public int RequestBytesMax { get; init; } = 256 * 1024;

    /// <summary>Requests that one identity may make in a second.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecondMax { get; init; } = 20_000;

    [Range(1, 100_000)]
    public int ConnectionsMax { get; init; } = 1_000;

    /// <summary>Clients beside the members' nodes that may read blocks and accounts.</summary>
    public IReadOnlyList<AuditorOptions> Auditors { get; init; } = [];
}

public sealed class AuditorOptions
{
    [Required]
    public string Name { get; init; } = "";

    /// <summary>SHA-256 of the client certificate's public key info, 64 lower-case hexadecimal digits.</summary>
    [Required, RegularExpression("^[0-9a-f]{64}$")]
    public string Pin { get; init; } = "";
}
