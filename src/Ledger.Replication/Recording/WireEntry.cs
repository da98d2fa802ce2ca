using Ledger.Contracts.V1;

namespace Ledger.Replication.Recording;

/// <summary>One message of a consensus stream, as it stood on the wire.</summary>
/// <param name="Peer">Registry index of the other side.</param>
public sealed record WireEntry(DateTimeOffset Time, WireDirection Direction, ushort Peer, ConsensusEnvelope Message);

/// <summary>Numbers are on disk and never change.</summary>
public enum WireDirection : byte
{
    /// <summary>Noted before the message was judged.</summary>
    Received = 1,

    /// <summary>Noted before the message left.</summary>
    Sent = 2,
}
