using System.ComponentModel.DataAnnotations;
using System.Net;
using Ledger.Replica;

namespace Ledger.Node;

/// <summary>
/// What an operator sets, section <c>Node</c>. What nodes must agree on stands in genesis and not here. Paths are
/// relative to the configuration file.
/// </summary>
internal sealed class NodeOptions : IValidatableObject
{
    [Required]
    public string Genesis { get; set; } = "genesis.json";

    /// <summary>Chain and journal: may be lost, and is fetched again from the others.</summary>
    [Required]
    public string Data { get; set; } = "data";

    /// <summary>Key files and the record of what was signed: never copied to a second machine.</summary>
    [Required]
    public string Keys { get; set; } = "keys";

    /// <summary>A file with the password of the key files, mode 0600; <c>-</c> reads it from standard input.</summary>
    [Required]
    public string PasswordFile { get; set; } = "-";

    /// <summary>Where other nodes connect.</summary>
    [Required]
    public string PeerListen { get; set; } = "0.0.0.0:7000";

    /// <summary>Where wallets, shops and auditors connect.</summary>
    [Required]
    public string ApiListen { get; set; } = "0.0.0.0:7001";

    /// <summary>A Unix socket for the operator on this machine.</summary>
    [Required]
    public string AdminSocket { get; set; } = "admin.sock";

    /// <summary>Names and addresses that the API's certificate is valid for.</summary>
    public IReadOnlyList<string> ApiNames { get; set; } = ["localhost", "127.0.0.1"];

    /// <summary>
    /// Key file and certificate of an authority that clients trust; without it the certificate is self-signed.
    /// </summary>
    public string? AuthorityKey { get; set; }

    public string? AuthorityCertificate { get; set; }

    /// <summary>Memory for waiting transactions, in bytes.</summary>
    [Range(1 << 20, 1 << 30)]
    public int PoolBytesMax { get; set; } = 64 << 20;

    [Range(1_000, 1_000_000)]
    public int PoolTransactionsMax { get; set; } = 200_000;

    /// <summary>
    /// How long a first transaction waits for others, in milliseconds: 5 in one building, 50 around the world.
    /// </summary>
    [Range(0, 250)]
    public int BatchDelayMilliseconds { get; set; } = 5;

    /// <summary>
    /// A folder in which each start leaves a file with all messages of agreement, both ways, of 1 GiB at most; none if
    /// absent. For finding out afterwards who signed what.
    /// </summary>
    public string? WireRecord { get; set; }

    /// <summary>The same with every path made absolute.</summary>
    public NodeOptions RelativeTo(string folder)
    {
        string Absolute(string path) => Path.GetFullPath(path, folder);
        (Genesis, Data, Keys, AdminSocket) = (Absolute(Genesis), Absolute(Data), Absolute(Keys), Absolute(AdminSocket));
        PasswordFile = PasswordFile is "-" ? PasswordFile : Absolute(PasswordFile);
        AuthorityKey = AuthorityKey is null ? null : Absolute(AuthorityKey);
        AuthorityCertificate = AuthorityCertificate is null ? null : Absolute(AuthorityCertificate);
        WireRecord = WireRecord is null ? null : Absolute(WireRecord);
        return this;
    }

    public ReplicaOptions ForReplica(int sources) => new()
    {
        Pool = new(PoolTransactionsMax, PoolBytesMax, sources),
        BatchDelay = TimeSpan.FromMilliseconds(BatchDelayMilliseconds),
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!HasPort(PeerListen))
            yield return new($"PeerListen is not an address with a port: {PeerListen}", [nameof(PeerListen)]);
        if (!HasPort(ApiListen))
            yield return new($"ApiListen is not an address with a port: {ApiListen}", [nameof(ApiListen)]);
        if (string.Equals(PeerListen, ApiListen, StringComparison.Ordinal) && !IsAnyPort(PeerListen))
            yield return new("PeerListen and ApiListen must differ: each serves its own kind of caller.");
        if (AuthorityKey is null != AuthorityCertificate is null)
            yield return new("AuthorityKey and AuthorityCertificate go together.", [nameof(AuthorityKey)]);
    }

    // The framework takes an address without a port for one with port 0.
    private static bool HasPort(string text) =>
        IPEndPoint.TryParse(text, out var address) && (address.Port != 0 || IsAnyPort(text));

    private static bool IsAnyPort(string text) => text.EndsWith(":0", StringComparison.Ordinal);
}
