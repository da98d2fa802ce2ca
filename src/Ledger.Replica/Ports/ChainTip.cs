using System.Collections.Immutable;
using Ledger.Consensus.Views;
using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Execution.Blocks;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Genesis;
using Ledger.Model.Transactions;
using Ledger.Model.Validators;
using Ledger.Model.Values;

namespace Ledger.Replica.Ports;

/// <summary>The last committed block, and what the next one builds on.</summary>
/// <param name="Certificate">None at genesis only.</param>
/// <param name="Validators">Who decides the next height.</param>
/// <param name="History">Over the block hashes from genesis to this block.</param>
public sealed record ChainTip(
    Header Header,
    BlockHash Hash,
    FinalityCertificate? Certificate,
    ValidatorSet Validators,
    MerkleFrontier History)
{
    public Height Height => Header.Height;

    /// <summary>Block 0 of a network (PROTOCOL 5.3): nobody proposed it, and no certificate is needed for it.</summary>
    public static ChainTip OfGenesis(GenesisDocument genesis, ExecutedBlock execution)
    {
        var members = genesis.Members.Select(member => new Validator(member.Index, member.ValidatorKey));
        var isSound = ValidatorSet.TryCreate(members, out var validators);
        Invariant.That(isSound && validators is not null);
        var header = new Header
        {
            Network = genesis.Id,
            Height = Height.Genesis,
            CreatedView = View.None,
            Proposer = 0,
            Streak = 0,
            Time = genesis.Time,
            Parent = new(Digest.Zero),
            ParentCertificateHash = Digest.Zero,
            TransactionRoot = Block.RootOf(ImmutableArray<Transaction>.Empty),
            TransactionCount = 0,
            EvidenceRoot = MerkleFrontier.Empty.Root,
            ValidatorsHash = validators.Hash,
            NextValidatorsHash = validators.Hash,
            StateRoot = execution.StateRoot,
            OutcomeRoot = execution.OutcomeRoot,
            HistoryRoot = MerkleFrontier.Empty.Root,
        };
        var hash = header.Hash();
        return new(header, hash, null, validators, MerkleFrontier.Empty.Append(TreeHash.Leaf(hash.Value.ToArray())));
    }

    /// <summary>The part of it that the consensus core needs.</summary>
    public Tip ForConsensus() =>
        new(Height, Hash, Header.Proposer, Header.Streak, Header.Time, Certificate, Validators);

    /// <summary>The tip after a block on top of this one.</summary>
    public ChainTip After(CertifiedBlock next) => new(
        next.Block.Header,
        next.Block.Hash,
        next.Certificate,
        Validators,
        History.Append(TreeHash.Leaf(next.Block.Hash.Value.ToArray())));
}
