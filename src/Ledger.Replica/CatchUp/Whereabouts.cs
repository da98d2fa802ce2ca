using Ledger.Consensus;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Replica.Votes;

namespace Ledger.Replica.CatchUp;

/// <summary>
/// Whether this node's tip is the network's, as far as it can tell: what an old tip refuses, the next one may take.
/// </summary>
internal sealed class Whereabouts(ConsensusCore core, VoteCaster caster, BlockFetcher fetcher)
{
    /// <summary>
    /// Too few others have said since the start where they are, somebody speaks of a later block, or this node was told
    /// to follow without a vote.
    /// </summary>
    public bool MayBeBehind(ChainTip tip)
    {
        if (core.State is not { } state)
            return true;
        return state.IsBehind
            || fetcher.IsBehind(tip.Height)
            || caster.IsAbstaining(tip.Height.Next)
            || state.Peers.Values.Count(peer => peer.Height > Height.Genesis) + 1 < tip.Validators.Quorum;
    }
}
