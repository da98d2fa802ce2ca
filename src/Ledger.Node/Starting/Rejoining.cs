using Ledger.Keys.SignerState;
using Ledger.Model.Values;
using Ledger.Node.Loop;
using Ledger.Node.Observation;
using Ledger.Node.Work;
using Ledger.Replica.Ports;
using Ledger.Replication;

namespace Ledger.Node.Starting;

/// <summary>
/// Finds out at the start whether the key may have signed what this node does not know, and if so, from which height on
/// it may vote again (PROTOCOL 9.12).
/// </summary>
/// <param name="isAsked">The operator started the node with <c>--rejoin</c>.</param>
internal sealed class Rejoining(
    StartRecords starts, ValidatorSigner signer, SignerStateFile signed, NodeObserver observer, bool isAsked)
{
    /// <summary>
    /// True if the node must not vote yet. That is on disk when this returns: a crash on the way back does not make the
    /// node believe that it knows what its key has signed.
    /// </summary>
    public bool IsNeeded(JournalScan journal, Height tip)
    {
        var reason = isAsked ? "it was started with --rejoin"
            : signed.MayBeStale ? "the record of what its key signed may lack the latest, and no vote was cast since"
            : starts.IsOldCopy ? "others have seen a later start of it: this is an old copy"
            : signer.HasSignedBeyond(journal, tip) ? "its key has signed what the journal does not have: the data is older"
            : null;
        if (reason is null)
            return false;
        if (!signed.MayBeStale)
            signed.MarkStale();
        observer.Abstaining(reason);
        return true;
    }

    /// <summary>Asks the others until a quorum of them has proved where the chain is.</summary>
    public async Task RunAsync(PeerNetwork peers, int quorum, Inbox inbox, CancellationToken cancellationToken)
    {
        var proven = await peers.ProveTipAsync(quorum, cancellationToken);
        observer.Rejoining(proven);
        inbox.PostOwn(new ReplicaInput.Rejoined(proven));
    }
}
