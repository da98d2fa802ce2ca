using Ledger.Execution.Blocks;
using Ledger.Model.Blocks;

namespace Ledger.Replica.Ports;

/// <summary>All that becomes durable together when a block is final.</summary>
/// <param name="Tip">The tip after the block.</param>
public sealed record BlockCommit(CertifiedBlock Block, ExecutedBlock Execution, ChainTip Tip);
