using Ledger.Model.Genesis;

namespace Ledger.Execution.Blocks;

/// <summary>Block 0: what a network's genesis document makes of an empty state (PROTOCOL 8.7).</summary>
public static class GenesisBlock
{
    /// <summary>The document was read by its codec, so its parts agree with each other.</summary>
    public static ExecutedBlock Of(GenesisDocument genesis) => throw new NotSupportedException(genesis.Network);
}
