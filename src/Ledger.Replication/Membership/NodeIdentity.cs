using System.Security.Cryptography.X509Certificates;
using Ledger.Model.Values;

namespace Ledger.Replication.Membership;

/// <summary>What this node shows to others.</summary>
/// <param name="Certificate">With its private key. Asked for at each connection, so that it can be renewed.</param>
/// <param name="Tip">Height of the last committed block.</param>
public sealed record NodeIdentity(NetworkId Network, Func<X509Certificate2> Certificate, Func<Height> Tip)
{
    /// <summary>What the node runs, for the operators of others.</summary>
    public string SoftwareVersion { get; init; } = "";
}
