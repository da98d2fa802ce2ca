using System.Collections.Immutable;
using Ledger.Consensus.Messages;
using Ledger.Consensus.Views;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus;

/// <summary>What the core asks of its host, to be carried out in the order given.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>
    /// Let the signer's guard judge the vote, write it to the journal with its certificate, flush, sign, and answer
    /// with <see cref="Input.OwnVote"/> or <see cref="Input.VoteRefused"/>. The core sends it after that.
    /// </summary>
    /// <param name="Notarization">
    /// What a finalize vote rests on, or the attachment of a nullify vote: recovery needs it as much as the vote.
    /// </param>
    public sealed record CastVote(Vote Vote, NotarizationCertificate? Notarization) : Effect;

    public sealed record Send(ushort Peer, ConsensusMessage Message) : Effect;

    /// <summary>To every other validator of the height.</summary>
    public sealed record Broadcast(ConsensusMessage Message) : Effect;

    /// <summary>Replaces the timer of that kind, if one runs.</summary>
    public sealed record SetTimer(TimerId Timer, TimeSpan Delay) : Effect;

    public sealed record CancelTimer(TimerId Timer) : Effect;

    /// <summary>Make a block on the tip and answer with <see cref="Input.BlockBuilt"/>.</summary>
    /// <param name="Streak">What the header must say of this proposer's row of blocks.</param>
    /// <param name="ParentCertificate">The certificate whose hash the header names; none on genesis.</param>
    public sealed record BuildBlock(
        Height Height, View View, BlockHash Parent, ushort Streak, FinalityCertificate? ParentCertificate) : Effect;

    /// <summary>Get what the fresh block of this proposal lacks, execute it, answer with a verdict.</summary>
    public sealed record Validate(Proposal Proposal) : Effect;

    /// <summary>
    /// Get a body that certificates name, from validators that had it, execute it, answer with a verdict.
    /// </summary>
    /// <param name="Sources">Registry indexes, the best first; asked for again until the verdict comes.</param>
    public sealed record Fetch(Height Height, BlockHash Block, ImmutableArray<ushort> Sources) : Effect;

    /// <summary>
    /// Write block, certificate and state in one synced batch and answer with <see cref="Input.Committed"/>.
    /// </summary>
    public sealed record Commit(FinalityCertificate Certificate) : Effect;

    /// <summary>A peer is still at this height: send it the finality certificate and offer the block.</summary>
    public sealed record OfferBlock(ushort Peer, Height Height) : Effect;

    /// <summary>A peer speaks of blocks up to this height: catch-up may ask it.</summary>
    /// <param name="IsProven">A finality certificate shows it; otherwise it is only a claim.</param>
    public sealed record SyncHint(ushort Peer, Height Height, bool IsProven) : Effect;

    public sealed record ReportEvidence(Evidence Evidence) : Effect;

    /// <summary>Stop voting for good and call the operator; the core does nothing more.</summary>
    /// <param name="Certificates">What shows the reason: one certificate, or two that contradict each other.</param>
    public sealed record Halt(HaltReason Reason, ImmutableArray<FinalityCertificate> Certificates) : Effect;

    /// <summary>For logs and metrics.</summary>
    /// <param name="Entry">What brought us here: a certificate's kind, or nothing for the first view.</param>
    public sealed record ViewEntered(Height Height, View View, ushort Leader, CertificateKind? Entry) : Effect;

    /// <summary>For logs and metrics.</summary>
    public sealed record Nullifying(Height Height, View View, NullifyReason Reason) : Effect;
}

public enum HaltReason
{
    /// <summary>The network finalized a block that executes to other roots here: this node's state is wrong.</summary>
    Divergence = 1,

    /// <summary>Two different blocks of one height are final: more than f validators are faulty.</summary>
    ConflictingFinality = 2,
}

public enum NullifyReason
{
    Timeout = 1,

    InvalidBlock = 2,

    /// <summary>More than f validators gave the view up, an honest one among them.</summary>
    Amplification = 3,

    /// <summary>The block's time is too far from this node's clock.</summary>
    ClockSkew = 4,
}
