using Google.Protobuf;
using Ledger.Replication.Membership;

namespace Ledger.Replication.Sessions;

/// <summary>What a greeted stream belongs to.</summary>
/// <param name="Start">The peer's.</param>
internal sealed record Greeting(ByteString Session, StartRecord Start);
