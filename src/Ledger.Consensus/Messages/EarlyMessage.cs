namespace Ledger.Consensus.Messages;

/// <summary>A message of the next height, kept until this one ends.</summary>
/// <param name="Peer">Registry index of its sender.</param>
public sealed record EarlyMessage(ushort Peer, ConsensusMessage Message);
