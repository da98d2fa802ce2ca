using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Execution.Operations;
using Ledger.Execution.Outcomes;
using Ledger.Execution.Overlay;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Genesis;
using Ledger.Model.Values;

namespace Ledger.Execution.Blocks;

/// <summary>Block 0: what a network's genesis document makes of an empty state (PROTOCOL 8.7).</summary>
public static class GenesisBlock
{
    /// <summary>The document was read by its codec, so its parts agree with each other.</summary>
    public static ExecutedBlock Of(GenesisDocument genesis)
    {
        var outcomes = new OutcomeWriter();
        outcomes.BeginBlock(Height.Genesis);
        outcomes.End();
        var overlay = new StateOverlay();
        foreach (var (id, policy) in genesis.Accounts)
            overlay.Account(id).Record = AccountRecord.Empty with { Policy = policy };
        foreach (var definition in genesis.Tokens)
            Registrations.Place(overlay, definition);
        overlay.Keep();
        var commitment = Commit(genesis, overlay);
        return new()
        {
            Height = Height.Genesis,
            Time = genesis.Time,
            Outcomes = outcomes.ToLeaves(),
            Changes = commitment.Changes,
            DroppedMinutes = [],
            Pages = commitment.Pages,
            StateRoot = commitment.StateRoot,
            WorkUnits = 0,
        };
    }

    /// <summary>
    /// The header of block 0 (PROTOCOL 5.3): nobody proposed it, no certificate is needed for it, and its hash commits
    /// to the network and to what the document made.
    /// </summary>
    public static Header HeaderOf(GenesisDocument genesis, ExecutedBlock execution)
    {
        var validators = genesis.Validators().Hash;
        return new()
        {
            Network = genesis.Id,
            Height = Height.Genesis,
            CreatedView = View.None,
            Proposer = 0,
            Streak = 0,
            Time = genesis.Time,
            Parent = new(Digest.Zero),
            ParentCertificateHash = Digest.Zero,
            TransactionRoot = MerkleFrontier.Empty.Root,
            TransactionCount = 0,
            EvidenceRoot = MerkleFrontier.Empty.Root,
            ValidatorsHash = validators,
            NextValidatorsHash = validators,
            StateRoot = execution.StateRoot,
            OutcomeRoot = execution.OutcomeRoot,
            HistoryRoot = MerkleFrontier.Empty.Root,
        };
    }

    private static Commitment Commit(GenesisDocument genesis, StateOverlay overlay)
    {
        var commitment = new StateCommitment(overlay);
        foreach (var member in genesis.Members)
        {
            var bytes = MemberRecord.ToBytes(member);
            bytes.CopyTo(commitment.Changes.Reserve(bytes.Length));
            commitment.Changes.Put(StateKeys.Member(member.Index), bytes.Length);
        }

        return commitment.Commit(
            Height.Genesis, new(EmptyState.Instance, new MemoryTreePages()), [], makesRoots: true);
    }
}
