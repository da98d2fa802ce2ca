using Ledger.Consensus.Views;
using Ledger.Cryptography.Trees;
using Ledger.Execution.Blocks;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Genesis;
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

    /// <summary>Block 0 of a network (PROTOCOL 5.3).</summary>
    public static ChainTip OfGenesis(GenesisDocument genesis, ExecutedBlock execution)
    {
        var header = GenesisBlock.HeaderOf(genesis, execution);
        var hash = header.Hash();
        var history = MerkleFrontier.Empty.Append(TreeHash.Leaf(hash.Value.ToArray()));
        return new(header, hash, null, genesis.Validators(), history);
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
