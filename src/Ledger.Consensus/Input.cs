using Ledger.Consensus.Messages;
using Ledger.Consensus.Views;
using Ledger.Consensus.Votes;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus;

/// <summary>
/// Everything that can happen to the core. Time comes with each input; what a stranger sent has been verified before,
/// which the type says.
/// </summary>
public abstract record Input
{
    private Input(Timestamp now) => Now = now;

    /// <summary>The node's clock when the input was made.</summary>
    public Timestamp Now { get; init; }

    /// <summary>The first input: what this validator has signed before, and the last block it committed.</summary>
    public sealed record Recovered(Timestamp Now, SignerState Signer, Tip Tip) : Input(Now);

    /// <param name="Peer">Registry index of the validator at the other end of the connection.</param>
    public sealed record Received(Timestamp Now, ushort Peer, Verified<ConsensusMessage> Message) : Input(Now);

    /// <summary>Answers <see cref="Effect.CastVote"/>: the vote is on disk and signed, and may be sent.</summary>
    /// <remarks>The core puts the attachment of a nullify vote back by itself.</remarks>
    public sealed record OwnVote(Timestamp Now, SignedVote Vote) : Input(Now);

    /// <summary>Answers <see cref="Effect.CastVote"/>: the signer did not sign. A normal event.</summary>
    public sealed record VoteRefused(Timestamp Now, Vote Vote, VoteRefusal Refusal) : Input(Now);

    public sealed record TimerExpired(Timestamp Now, TimerId Timer) : Input(Now);

    /// <summary>Answers <see cref="Effect.BuildBlock"/>: this node made and executed a block.</summary>
    public sealed record BlockBuilt(Timestamp Now, View View, Header Header) : Input(Now);

    /// <summary>
    /// Answers <see cref="Effect.Validate"/> or <see cref="Effect.Fetch"/>: the whole block is on disk, and execution
    /// gave the header's roots or did not. A body that does not hash to the header is no answer: it is another body.
    /// </summary>
    public sealed record BodyJudged(Timestamp Now, Height Height, BlockHash Block, bool IsValid) : Input(Now);

    /// <summary>Whether something waits for a block; an idle network is silent.</summary>
    public sealed record DemandChanged(Timestamp Now, bool HasDemand) : Input(Now);

    /// <summary>Answers <see cref="Effect.Commit"/>: the block is durable and the next height begins.</summary>
    public sealed record Committed(Timestamp Now, Tip Tip) : Input(Now);

    /// <summary>Catch-up brought a block, executed it on the tip and found the header's roots.</summary>
    public sealed record BlockSynced(Timestamp Now, Verified<FinalityCertificate> Certificate) : Input(Now);

    /// <summary>
    /// The store has another block of a passed height than a certificate shows to be final: nothing here is decided.
    /// </summary>
    public sealed record ConflictFound(
        Timestamp Now, FinalityCertificate Known, Verified<FinalityCertificate> Other) : Input(Now);

    public sealed record PeerUp(Timestamp Now, ushort Peer) : Input(Now);

    public sealed record PeerDown(Timestamp Now, ushort Peer) : Input(Now);
}
