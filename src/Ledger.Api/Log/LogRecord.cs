using System.Collections.Immutable;
using Ledger.Api.Ports;
using Ledger.Contracts.V1;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;
using Movement = Ledger.Model.Outcomes.Movement;
using Outcome = Ledger.Model.Outcomes.Outcome;

namespace Ledger.Api.Log;

/// <summary>One leaf of a block, read from the store: what the block did by itself, or a transaction with its outcome.</summary>
internal abstract record LogRecord(LogPlace Place, Timestamp Time)
{
    public sealed record Sweep(LogPlace Place, Timestamp Time, BlockOutcome Outcome) : LogRecord(Place, Time)
    {
        public override IEnumerable<Movement> Movements => Outcome.Movements;
    }

    /// <param name="Signers">Accounts that signed, the author among them.</param>
    public sealed record Ended(
        LogPlace Place, Timestamp Time, Outcome Outcome, TransactionBody Body, ImmutableArray<AccountId> Signers)
        : LogRecord(Place, Time)
    {
        public override IEnumerable<Movement> Movements => Outcome.Effects.SelectMany(effect => effect.Movements);
    }

    public abstract IEnumerable<Movement> Movements { get; }
}
