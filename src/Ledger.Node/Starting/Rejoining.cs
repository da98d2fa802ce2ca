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
    ValidatorSigner signer, SignerStateFile signed, NodeObserver observer, bool isAsked)
{
    /// <summary>
    /// True if the node must not vote yet. That is on disk when this returns: a crash on the way back does not make the
    /// node believe that it knows what its key has signed.
    /// </summary>
    public bool IsNeeded(JournalScan journal, Height tip)
    {
        var reason = isAsked ? "it was started with --rejoin"
            : signed.MayBeStale ? "the record of what its key signed may lack the latest, and no vote was cast since"
            : signer.HasSignedBeyond(journal, tip) ? "its key has signed what the journal does not have: the data is older"
            : null;
        if (reason is null)
            return false;
        if (!signed.MayBeStale)
            signed.MarkStale();
        observer.Abstaining(reason);
        return true;
    }

    /// <summary>With fewer than four validators there is nobody to spare: what a key signed cannot be outrun.</summary>
    public static void CheckPossible(int others, int quorum)
    {
        if (others >= quorum)
            return;
        throw new StartRefusedException(
            $"This node may not know all that its key has signed, and has to rejoin. That takes {quorum} other "
            + $"validators, and this network has {others}: put the latest data and keys back.");
    }

    /// <summary>Asks the others until a quorum of them has proved where the chain is.</summary>
    public async Task RunAsync(PeerNetwork peers, int quorum, Inbox inbox, CancellationToken cancellationToken)
    {
        // Who has answered once has a session with this start and none with any other: another node with this key, if
        // one still ran, is heard by no quorum any more. What is proved after that is above all that was heard of it.
        await peers.ProveTipAsync(quorum, cancellationToken);
        var proven = await peers.ProveTipAsync(quorum, cancellationToken);
        observer.Rejoining(proven);
        inbox.PostOwn(new ReplicaInput.Rejoined(proven));
    }
}
