using Ledger.Model.Genesis;

namespace Ledger.Execution.Blocks;

/// <summary>What genesis fixes for every block.</summary>
/// <param name="Network">The network's short name, which every transaction carries.</param>
public sealed record NetworkRules(string Network, Parameters Parameters)
{
    public static NetworkRules Of(GenesisDocument genesis) => new(genesis.Network, genesis.Parameters);
}
