using Ledger.Keys.SignerState;
using Ledger.Model.Certificates;
using Ledger.Node.Starting;
using Ledger.Replica.Ports;

namespace Ledger.Node.Work;

/// <summary>
/// Looks for votes of this node's key in what becomes final. One that is not on record shows an old copy that nobody
/// could tell from the node itself (PROTOCOL 10.1): it is found while it catches up, before it signs at the tip.
/// </summary>
/// <param name="self">Registry index.</param>
internal sealed class OwnVoteWatch(IBlockStore chain, ushort self, SignerStateFile signed, StartRecords starts)
    : IReplicaObserver
{
    public void Observe(ReplicaEvent happened)
    {
        if (happened is not ReplicaEvent.BlockCommitted block || signed.MayBeStale)
            return;
        var tip = chain.Tip;
        var certificate = tip.Height == block.Height ? tip.Certificate : chain.FindCertificate(block.Height);
        if (certificate is not null && IsUnknown(certificate, tip.Validators.FindPosition(self)))
            starts.FindUnknownVote(block.Height);
    }

    private bool IsUnknown(FinalityCertificate certificate, int position) =>
        position >= 0
        && certificate.Signatures.Signers.Contains(position)
        && !SignerRecord.Knows(SignerRecord.Decode(signed), certificate.VoteOf(ordinal: 0));
}
