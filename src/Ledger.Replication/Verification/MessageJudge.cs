using System.Collections.Immutable;
using System.Diagnostics;
using Ledger.Consensus.Messages;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Transactions;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Batches;
using Ledger.Replica.Ports;
using Ledger.Replication.Membership;
using Ledger.Replication.Rejoining;

namespace Ledger.Replication.Verification;

/// <summary>Checks every signature in a message before the replica sees it. Thread-safe.</summary>
internal sealed class MessageJudge
{
    private readonly NetworkId _network;
    private readonly Func<Height, ValidatorSet?> _validatorsOf;
    private readonly SignatureMemory _signatures = new();
    private readonly TransactionMemory _transactions = new();
    private readonly VoteVerifier _votes;

    public MessageJudge(NetworkId network, Func<Height, ValidatorSet?> validatorsOf)
    {
        _network = network;
        _validatorsOf = validatorsOf;
        _votes = new(network, validatorsOf, _signatures.Verify);
    }

    /// <param name="peer">Whose connection it came on: a vote must be the peer's own.</param>
    /// <returns>What of the message holds; null if nothing does.</returns>
    public async Task<Verified<PeerMessage>?> JudgeAsync(ushort peer, PeerMessage message)
    {
        if (message is PeerMessage.Blocks blocks)
            return await JudgeAsync(blocks);
        return IsValid(peer, message) ? Verified.AfterChecking(message) : null;
    }

    /// <summary>Whether the tip is proved, and signed by the peer as a validator (PROTOCOL 10.7).</summary>
    public bool IsValid(ushort peer, SignedTip tip)
    {
        var height = tip.Statement.Tip;
        var isGenesis = height == Height.Genesis;
        if (_validatorsOf(isGenesis ? height.Next : height) is not { } validators)
            return false;
        var position = validators.FindPosition(peer);
        var isProved = isGenesis ? tip.Certificate is null : IsProved(tip.Statement, tip.Certificate);
        return position >= 0
            && isProved
            && _signatures.Verify(validators[position].Key, tip.Statement.DigestFor(_network), tip.Signature);
    }

    /// <summary>Whether a validator of the height signed the start (PROTOCOL 10.1).</summary>
    public bool IsValid(ushort validator, StartRecord start, Height height)
    {
        if (_validatorsOf(height) is not { } validators || validators.FindPosition(validator) is not (>= 0 and var position))
            return false;
        return _signatures.Verify(validators[position].Key, start.Statement.DigestFor(_network), start.Signature);
    }

    /// <summary>The signature alone.</summary>
    public bool IsSigned(SignedVote vote) => _votes.IsSigned(vote);

    private bool IsProved(StatusAttestation statement, FinalityCertificate? certificate) =>
        certificate is not null
        && certificate.Height == statement.Tip
        && certificate.Block == statement.TipHash
        && _votes.IsValid(certificate);

    private bool IsValid(ushort peer, PeerMessage message) => message switch
    {
        PeerMessage.Consensus consensus => IsValid(peer, consensus),
        PeerMessage.Accused accused => IsSigned(accused.Evidence),
        PeerMessage.Batch batch => _transactions.AreValid(batch.Content.Transactions),
        PeerMessage.FoundBatch found => _transactions.AreValid(found.Content.Transactions),
        PeerMessage.Body body => IsValid(body.Block),
        PeerMessage.BatchAcknowledged or PeerMessage.GetBatches or PeerMessage.GetBody or PeerMessage.GetBlocks => true,
        _ => throw new UnreachableException(),
    };

    private bool IsValid(ushort peer, PeerMessage.Consensus consensus) => consensus.Message switch
    {
        ConsensusMessage.Voted voted => voted.Vote.Signer == peer && _votes.IsValid(voted.Vote),
        ConsensusMessage.Certified certified => _votes.IsValid(certified.Certificate),
        ConsensusMessage.Proposed proposed =>
            _votes.IsValid(proposed.Proposal) && _transactions.AreValid(InlineOf(consensus.Recipe)),
        ConsensusMessage.Status or ConsensusMessage.GetProposal => true,
        _ => throw new UnreachableException(),
    };

    private bool IsValid(Block block) =>
        (block.ParentCertificate is null || _votes.IsValid(block.ParentCertificate))
        && block.Evidence.All(IsSigned)
        && _transactions.AreValid(block.Transactions);

    private bool IsSigned(Evidence evidence) => _votes.IsSigned(evidence.First) && _votes.IsSigned(evidence.Second);

    private static ImmutableArray<Transaction> InlineOf(Recipe? recipe) =>
        recipe is null
            ? []
            : [.. recipe.Segments.OfType<RecipeSegment.Inline>().Select(segment => segment.Transaction)];

    /// <summary>
    /// Above a change of validators nothing can be verified yet: the blocks below it are worth having. All cores work on
    /// them, since nobody sends more while they are awaited.
    /// </summary>
    private async Task<Verified<PeerMessage>?> JudgeAsync(PeerMessage.Blocks blocks)
    {
        var valid = await Task.WhenAll(blocks.Items.Select(item => Task.Run(() => IsValid(item))));
        var items = blocks.Items.TakeWhile((_, index) => valid[index]).ToImmutableArray();
        return items.IsEmpty ? null : Verified.AfterChecking<PeerMessage>(new PeerMessage.Blocks(items));
    }

    private bool IsValid(CertifiedBlock certified) =>
        _votes.IsValid(certified.Certificate) && IsValid(certified.Block);
}
