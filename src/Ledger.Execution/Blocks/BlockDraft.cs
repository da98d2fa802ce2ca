using System.Collections.Immutable;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;

namespace Ledger.Execution.Blocks;

/// <summary>A block's content as its proposer made it, executed already.</summary>
/// <param name="Transactions">The candidates that were taken, in their order.</param>
/// <param name="Refusals">Candidates that are not admissible here. One that found no room is in neither list.</param>
public sealed record BlockDraft(
    ExecutedBlock Block, ImmutableArray<Transaction> Transactions, ImmutableArray<Refusal> Refusals);

/// <param name="Candidate">Index among the candidates.</param>
public readonly record struct Refusal(int Candidate, Reason Reason);
