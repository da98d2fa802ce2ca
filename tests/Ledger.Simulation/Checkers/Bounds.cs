using Ledger.Replica;
using Ledger.Replica.Bodies;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Checkers;

/// <summary>I10: nothing that strangers can fill grows beyond its bound.</summary>
internal static class Bounds
{
    public static void Check(SimulatedNode node, LedgerReplica replica)
    {
        var parts = replica.Parts;
        InvariantChecker.Require(
            parts.Bodies.Count <= BlockBodies.CandidatesMax, "I10 bounded bodies", $"node {node.Slot}");
        InvariantChecker.Require(
            parts.Pool.Count <= parts.Pool.Limits.TransactionsMax, "I10 bounded pool", $"node {node.Slot}");
        InvariantChecker.Require(
            replica.AgreementState is not { Bodies.Count: > 4 }, "I10 bounded bodies", $"node {node.Slot}");
    }
}
