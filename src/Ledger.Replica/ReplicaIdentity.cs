using Ledger.Consensus.Views;
using Ledger.Execution.Blocks;
using Ledger.Model.Genesis;
using Ledger.Model.Values;

namespace Ledger.Replica;

/// <summary>Which node of which network this is.</summary>
/// <param name="Self">Registry index; one that is not in the validator set follows without a vote.</param>
/// <param name="Rules">From genesis: nodes agree on them.</param>
public sealed record ReplicaIdentity(NetworkId Network, ushort Self, NetworkRules Rules)
{
    public Parameters Parameters => Rules.Parameters;

    public static ReplicaIdentity Of(GenesisDocument genesis, ushort self) =>
        new(genesis.Id, self, NetworkRules.Of(genesis));

    /// <summary>What tunes the consensus core.</summary>
    public ConsensusParameters ConsensusParameters(ReplicaOptions options) => new()
    {
        TermBlocks = Parameters.LeaderTermBlocks,
        ViewTimeout = TimeSpan.FromMilliseconds(Parameters.ViewTimeout, 0),
        ViewTimeoutMax = TimeSpan.FromMilliseconds(Parameters.ViewTimeoutMax, 0),
        ClockSkewMax = TimeSpan.FromMilliseconds(Parameters.ClockSkewMax, 0),
        BatchDelay = options.BatchDelay,
    };
}
