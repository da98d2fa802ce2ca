using System.Collections.Immutable;
using Ledger.Consensus.Messages;
using Ledger.Cryptography;
using Ledger.Model.Blocks;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Batches;

namespace Ledger.Replica.Ports;

/// <summary>What nodes say to each other (PROTOCOL 10). Closed: the cases below are all there are.</summary>
public abstract record PeerMessage
{
    private PeerMessage()
    {
    }

    /// <summary>
    /// True for the small and urgent stream, where a newer message may replace an unsent one of its kind.
    /// </summary>
    public bool IsUrgent => this is Consensus;

    /// <param name="Recipe">With a proposal of a fresh block: how to put its transactions together; else none.</param>
    public sealed record Consensus(ConsensusMessage Message, Recipe? Recipe = null) : PeerMessage;

    public sealed record Accused(Evidence Evidence) : PeerMessage;

    /// <summary>Verified by its sender, and by the receiver all the same.</summary>
    /// <param name="Sequence">From 1, counted by the sender for each connection.</param>
    public sealed record Batch(ulong Sequence, TransactionBatch Content) : PeerMessage;

    /// <summary>All batches of this connection up to this number have arrived.</summary>
    public sealed record BatchAcknowledged(ulong Sequence) : PeerMessage;

    /// <param name="Ids">At most <see cref="IdsMax"/>.</param>
    public sealed record GetBatches(ImmutableArray<Digest> Ids) : PeerMessage
    {
        public const int IdsMax = 64;
    }

    /// <summary>Answers <see cref="GetBatches"/> with one of those asked for; those not at hand are left out.</summary>
    public sealed record FoundBatch(TransactionBatch Content) : PeerMessage;

    public sealed record GetBody(Height Height, BlockHash Block) : PeerMessage;

    public sealed record Body(Block Block) : PeerMessage;

    /// <param name="Count">At most this many blocks, of at most <see cref="BytesMax"/> together, one at least.</param>
    public sealed record GetBlocks(Height From, int Count) : PeerMessage
    {
        public const int CountMax = 512;

        public const int BytesMax = 4 * 1024 * 1024;
    }

    /// <summary>Consecutive blocks in ascending order.</summary>
    public sealed record Blocks(ImmutableArray<CertifiedBlock> Items) : PeerMessage;
}
