namespace Ledger.Replication.Wire;

/// <summary>What became of bytes that a peer sent.</summary>
internal enum DecodeStatus
{
    Decoded,

    /// <summary>Can't be judged at this node's height, and is worth nothing now. Not the peer's fault.</summary>
    Unusable,

    /// <summary>No honest node sends it.</summary>
    Malformed,
}
