using Ledger.Model.Values;

namespace Ledger.Replication;

/// <summary>How the connection with a peer stands, and what the peer said of itself.</summary>
/// <param name="Since">When it was last connected or lost, by this node's clock.</param>
/// <param name="Version">What it says it runs; empty if it never greeted.</param>
/// <param name="ClockOffset">Its clock minus this node's at its last greeting, the way of the message included.</param>
public sealed record PeerState(bool IsConnected, Timestamp Since, string Version, TimeSpan? ClockOffset);
