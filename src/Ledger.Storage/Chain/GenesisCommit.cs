using Ledger.Execution.Blocks;
using Ledger.Replica.Ports;

namespace Ledger.Storage.Chain;

/// <summary>What a new store begins with: genesis as the tip, and the state after it.</summary>
public sealed record GenesisCommit(ChainTip Tip, ExecutedBlock Execution);
