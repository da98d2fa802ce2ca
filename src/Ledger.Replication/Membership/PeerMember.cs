using System.Net;
using Ledger.Cryptography;

namespace Ledger.Replication.Membership;

/// <summary>Another validator's node: who it is, by which key it is known, and where it listens.</summary>
/// <param name="Index">Registry index.</param>
/// <param name="Name">The member's, for the operator.</param>
/// <param name="Key">See <see cref="KeyPin"/>.</param>
public sealed record PeerMember(ushort Index, string Name, Digest Key, DnsEndPoint Address);
