using Ledger.Consensus;
using Ledger.Model.Values;
using Ledger.Replica;

namespace Ledger.Node.Observation;

/// <summary>
/// How the replica stood after the loop's last turn. Agreement's state is a value, so the loop leaves a reference and
/// whoever asks reads it in peace.
/// </summary>
internal sealed class LoopGauge
{
    private volatile Reading? _last;

    public Reading? Last => _last;

    /// <summary>On the loop's thread, at the end of a turn.</summary>
    public void Take(LedgerReplica replica, Timestamp now)
    {
        if (replica.AgreementState is not { } state)
            return;
        var isSameHeight = _last?.State.Tip.Height == state.Tip.Height;
        var isSameView = isSameHeight && _last?.State.View == state.View;
        _last = new(
            state,
            replica.PooledTransactions,
            isSameView ? _last!.ViewSince : now,
            isSameHeight ? _last!.BlockStored : _last is null ? Timestamp.Epoch : now,
            state.HasDemand ? _last?.WorkSince ?? now : null);
    }

    /// <param name="BlockStored">When the tip was reached; the epoch if that was before this start of the node.</param>
    /// <param name="WorkSince">Since when there has been something to decide; null if there is nothing.</param>
    public sealed record Reading(
        ConsensusState State,
        int PooledTransactions,
        Timestamp ViewSince,
        Timestamp BlockStored,
        Timestamp? WorkSince);
}
