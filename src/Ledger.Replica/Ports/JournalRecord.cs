using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Replica.Ports;

/// <summary>One entry of the journal. Closed: the cases below are all there are.</summary>
public abstract record JournalRecord
{
    private JournalRecord()
    {
    }

    public abstract Height Height { get; }

    /// <summary>The node began to decide this height.</summary>
    public sealed record Started(Height At) : JournalRecord
    {
        public override Height Height => At;
    }

    /// <summary>A block's body, on the disk before the vote for it leaves.</summary>
    public sealed record BodyKept(Block Block) : JournalRecord
    {
        public override Height Height => Block.Height;
    }

    /// <summary>
    /// A vote that may have been signed, with the certificate that it rests on, so that it can be sent again.
    /// </summary>
    /// <param name="Notarization">Of a finalized view, or of the view before a nullified range; else none.</param>
    public sealed record Voted(Vote Vote, NotarizationCertificate? Notarization) : JournalRecord
    {
        public override Height Height => Vote.Height;
    }
}
