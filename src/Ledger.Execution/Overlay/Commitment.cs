using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Execution.State;

namespace Ledger.Execution.Overlay;

/// <summary>A block's changes with the trees that commit to them.</summary>
internal sealed record Commitment(StateChange[] Changes, TreeOverlay Pages, Digest StateRoot);
