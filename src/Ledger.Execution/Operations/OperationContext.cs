using Ledger.Execution.Lots;
using Ledger.Execution.Outcomes;
using Ledger.Execution.Overlay;
using Ledger.Model.Values;

namespace Ledger.Execution.Operations;

/// <summary>What an operation works on: the state so far, and the outcome that it adds to.</summary>
internal sealed class OperationContext(StateOverlay state, OutcomeWriter outcome)
{
    public StateOverlay State { get; } = state;

    public OutcomeWriter Outcome { get; } = outcome;

    /// <summary>Block time.</summary>
    public Timestamp Now { get; set; }

    /// <summary>The block's height.</summary>
    public Height Height { get; set; }

    /// <summary>Tokens that the failure is about, where an operation names them.</summary>
    public List<Ticker> Subjects { get; } = [];

    /// <summary>What the transaction's searches for profitable cycles took so far.</summary>
    public uint SearchWorkUnits { get; set; }

    /// <summary>The transaction at work.</summary>
    public TransactionId Transaction { get; set; }

    /// <summary>Which of the transaction's operations is at work.</summary>
    public int OperationIndex { get; set; }

    /// <summary>A list for lots taken, used again by every posting.</summary>
    public LotList Taken { get; } = new();

    /// <summary>A list for lots given, used again by every posting.</summary>
    public LotList Given { get; } = new();

    /// <summary>A list for what is left of lots after some were taken.</summary>
    public LotList Rest { get; } = new();
}
