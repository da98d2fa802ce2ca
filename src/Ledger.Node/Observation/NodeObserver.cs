using Ledger.Model.Certificates;
using Ledger.Model.Genesis;
using Ledger.Model.Values;
using Ledger.Node.Starting;
using Ledger.Replica.Ports;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Observation;

/// <summary>Writes what the replica reports into the log, so that an operator can read what happened and why.</summary>
internal sealed partial class NodeObserver(GenesisDocument genesis, ILogger<NodeObserver> logger) : IReplicaObserver
{
    private volatile uint _view = View.First.Value;
    private volatile ushort _leader;
    private volatile string _abstainsBecause = "";

    /// <summary>In which the next height is being decided.</summary>
    public View View => new(_view);

    /// <summary>Of that view.</summary>
    public ushort Leader => _leader;

    /// <summary>Why this node follows without a vote; empty if it votes.</summary>
    public string AbstainsBecause => _abstainsBecause;

    public void Observe(ReplicaEvent happened)
    {
        switch (happened)
        {
            case ReplicaEvent.BlockCommitted block:
                _view = View.First.Value;
                Log.BlockCommitted(logger, block.Height.Value, block.View.Value, block.Transactions, block.Block.ToString());
                break;
            case ReplicaEvent.ViewEntered entered:
                _view = entered.View.Value;
                _leader = entered.Leader;

                // After a notarization the next view is only where the finality certificate is waited for.
                if (entered.Entry == CertificateKind.Skip)
                    Log.ViewSkipped(logger, entered.Height.Value, entered.View.Value, genesis.NameOf(entered.Leader));
                break;
            case ReplicaEvent.Nullifying nullifying:
                Log.Nullifying(logger, nullifying.Height.Value, nullifying.View.Value, $"{nullifying.Reason}");
                break;
            case ReplicaEvent.EvidenceFound found:
                Log.EvidenceFound(logger, $"{found.Evidence}");
                break;
            case ReplicaEvent.BlockRejected rejected:
                Log.BlockRejected(logger, rejected.Height.Value, rejected.Block.ToString(), rejected.Fault);
                break;
            case ReplicaEvent.VoteRefused refused:
                Log.VoteRefused(logger, refused.Vote.Height.Value, $"{refused.Vote.Kind}", $"{refused.Refusal}");
                break;
            case ReplicaEvent.Quarantined quarantined:
                _abstainsBecause = quarantined.Why;
                Log.Quarantined(logger, quarantined.Why);
                break;
            case ReplicaEvent.Halted halted:
                Log.Halted(logger, halted.First.Height.Value, $"{halted.Reason}", halted.Detail);
                break;
        }
    }

    public void Listening(int peerPort, int apiPort, Height tip) => Log.Listening(logger, peerPort, apiPort, tip.Value);

    /// <summary>What was found at opening, and what became of it.</summary>
    public void Opened(NodeFiles files, string journal)
    {
        var (tip, scan) = (files.Chain.Tip.Height, files.Journal.Scan());
        if (files.Chain.CutAtOpening is { } cut)
            Log.Mended(logger, $"the end of the chain's log was damaged and is cut off: {cut}");
        foreach (var notice in files.Journal.Notices)
            Log.Mended(logger, notice);
        if (files.HasLostJournal)
            Log.Mended(logger, $"{journal} had no file and is begun anew");
        if (!scan.IsSound)
            Log.JournalUnsound(logger, journal);

        // Each vote of a height follows the commit of the one before.
        var voted = scan.Records.OfType<JournalRecord.Voted>().Select(record => record.Vote.Height).DefaultIfEmpty(tip).Max();
        if (voted > tip.Next)
            Log.ChainBehind(logger, tip.Value, voted.Value);
    }

    public void Ending(string trouble) => Log.Ending(logger, trouble);

    public void Abstaining(string reason)
    {
        _abstainsBecause = reason;
        Log.Abstaining(logger, reason);
    }

    public void Rejoining(Height proven)
    {
        _abstainsBecause = "";
        Log.Rejoining(logger, proven.Value);
    }
}
