using Ledger.Consensus;
using Ledger.Consensus.Votes;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Replica;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Checkers;

/// <summary>I8 and I9: where an honest process stands after each step, and what its journal says of it.</summary>
internal sealed class StandingChecker
{
    private readonly Dictionary<int, SignerState> _signed = [];
    private readonly Dictionary<int, long> _flushes = [];

    /// <summary>The disk was lost: what the process knew of its promises is gone.</summary>
    public void OnWiped(SimulatedNode node) => _signed.Remove(node.Slot);

    public void Check(SimulatedNode node, LedgerReplica replica)
    {
        var signed = replica.Parts.Caster.Signed;
        if (_signed.TryGetValue(node.Slot, out var before) && !ReferenceEquals(before, signed))
            RequireGrowth(node, before, signed);
        _signed[node.Slot] = signed;
        if (_flushes.GetValueOrDefault(node.Slot) != node.Journal.Flushes)
            CheckJournal(node, signed);
        if (replica.AgreementState is { } agreement)
            CheckEntry(node, agreement);
    }

    // What a restart would read is what the process knows; of passed heights the journal may have let go.
    private void CheckJournal(SimulatedNode node, SignerState signed)
    {
        _flushes[node.Slot] = node.Journal.Flushes;
        var replayed = SignerState.Empty;
        foreach (var record in node.Journal.Scan().Records)
        {
            if (record is not JournalRecord.Voted voted)
                continue;
            var one = SignerState.Empty.After(voted.Vote, voted.Notarization);
            var isSound = replayed.TryMerge(one, out replayed);
            InvariantChecker.Require(isSound, "I8 journal", $"node {node.Slot}: {voted.Vote} contradicts another");
        }

        InvariantChecker.Require(
            replayed == signed || signed.Height <= node.Store.Tip.Height,
            "I8 journal",
            $"node {node.Slot} would forget");
    }

    // Whoever is in a view has what justifies a proposal for it, unless a crash took that away.
    private static void CheckEntry(SimulatedNode node, ConsensusState agreement)
    {
        if (agreement.Entry is not { } entry)
            return;
        InvariantChecker.Require(
            entry.Height == agreement.Height && entry.View.Next == agreement.View,
            "I9 the entry leads to the view",
            $"node {node.Slot}: view {agreement.View} by {entry.Kind} of {entry.View}");
        if (entry is SkipCertificate { LowMax: var low } && low > View.First)
        {
            InvariantChecker.Require(
                agreement.Notarization is { } highest && highest.View.Next >= low,
                "I9 a skip comes with its notarization",
                $"node {node.Slot}: skipped from {low}");
        }
    }

    // What was promised at a height that is final by now may be forgotten by a restart.
    private static void RequireGrowth(SimulatedNode node, SignerState before, SignerState now) =>
        InvariantChecker.Require(
            Grew(before, now) || before.Height <= node.Store.Tip.Height, "I8 promises only grow", $"node {node.Slot}");

    private static bool Grew(SignerState before, SignerState now) =>
        now.Height > before.Height
        || (now.Height == before.Height
            && now.ProposedView >= before.ProposedView
            && now.NotarizedView >= before.NotarizedView
            && now.NullifiedHigh >= before.NullifiedHigh
            && now.FinalizedView >= before.FinalizedView);
}
