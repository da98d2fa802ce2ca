using Ledger.Execution.Admission;
using Ledger.Execution.Operations;
using Ledger.Execution.Outcomes;
using Ledger.Execution.Overlay;
using Ledger.Model;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Blocks;

/// <summary>
/// Takes one transaction after the other to its one end: refused without a trace, failed with nothing left but nonce,
/// failure count and outcome, or succeeded (PROTOCOL 8.2).
/// </summary>
internal sealed class TransactionRun(NetworkRules rules, StateOverlay state, OutcomeWriter outcomes)
{
    private readonly Admissibility _admissibility = new(rules, state);
    private readonly OperationContext _context = new(state, outcomes);
    private readonly Swaps _swaps = new();
    private readonly RateAgreements _rates = new(state);
    private readonly Exchanges _exchanges = new();

    public OperationContext Context => _context;

    /// <param name="workUnitsLeft">What the block's limit leaves for this transaction.</param>
    public TransactionEnd Run(Transaction transaction, uint workUnitsLeft)
    {
        var refusal = _admissibility.Check(transaction, _context.Now);
        if (refusal != Reason.None)
        {
            state.Undo();
            return TransactionEnd.Refused(refusal);
        }

        return RunAdmitted(new(transaction.Id, transaction.Body, transaction.WorkUnits), workUnitsLeft);
    }

    /// <summary>As above, for one that nobody has signed yet: whoever must sign is found and named.</summary>
    public TransactionEnd RunUnsigned(
        AdmittedTransaction transaction, UnsignedAdmission admission, IReadOnlyDictionary<AccountId, Policy> policies)
    {
        var refusal = _admissibility.CheckUnsigned(transaction, _context.Now, policies, admission);
        if (refusal != Reason.None)
        {
            state.Undo();
            return TransactionEnd.Refused(refusal);
        }

        var workUnits = WorkUnits.Of(transaction.Body, admission.SignaturesMin);
        return RunAdmitted(transaction with { WorkUnits = workUnits }, rules.Parameters.BlockWorkUnitsMax);
    }

    private TransactionEnd RunAdmitted(AdmittedTransaction transaction, uint workUnitsLeft)
    {
        _context.Transaction = transaction.Id;
        _context.Subjects.Clear();
        _context.SearchWorkUnits = 0;
        outcomes.BeginOutcome(transaction.Id);
        var (reason, operation) = RunOperations(transaction);
        var workUnits = WorkUnitsSoFar(transaction);
        if (reason == Reason.TransactionWorkLimit || workUnits > workUnitsLeft)
            return TakeBack(reason == Reason.TransactionWorkLimit ? reason : Reason.None);
        if (reason == Reason.None)
        {
            state.Keep();
            outcomes.End();
        }
        else
        {
            state.Undo();
            if (!TryCountFailure(transaction.Body.Author))
                return TakeBack(Reason.TransactionFailureLimit);
            outcomes.EndAsFailed(reason, operation, _context.Subjects);
        }

        var body = transaction.Body;
        state.Nonces.Use(body.Author, body.Nonce, body.ValidUntil, transaction.Id);
        return TransactionEnd.Recorded(workUnits);
    }

    private (Reason Reason, int Operation) RunOperations(AdmittedTransaction transaction)
    {
        var operations = transaction.Body.Operations;
        for (var i = 0; i < operations.Length; i++)
        {
            outcomes.BeginEffect();
            _context.OperationIndex = i;
            var reason = Run(operations[i]);
            if (WorkUnitsSoFar(transaction) > rules.Parameters.TransactionWorkUnitsMax)
                return (Reason.TransactionWorkLimit, i);
            if (reason != Reason.None)
                return (reason, i);
            outcomes.EndEffect();
        }

        return (Reason.None, 0);
    }

    private uint WorkUnitsSoFar(AdmittedTransaction transaction) =>
        transaction.WorkUnits + (outcomes.LotCount * WorkUnits.PerLot) + _context.SearchWorkUnits;

    private Reason Run(Operation operation) => operation switch
    {
        Operation.RegisterToken register => Registrations.Run(_context, register),
        Operation.Mint mint => Mints.Run(_context, mint),
        Operation.Transfer transfer => Transfers.Run(_context, transfer),
        Operation.Redeem redeem => Redemptions.Run(_context, redeem),
        Operation.Hold hold => Holds.Run(_context, hold),
        Operation.Capture capture => Holds.Run(_context, capture),
        Operation.Release release => Holds.Run(_context, release),
        Operation.Swap swap => _swaps.Run(_context, swap),
        Operation.AgreeRate agree => _rates.Run(_context, agree),
        Operation.AmendRate amend => _rates.Run(_context, amend),
        Operation.PauseRate pause => _rates.Run(_context, pause),
        Operation.Exchange exchange => _exchanges.Run(_context, exchange),
        Operation.Quote quote => Quotes.Run(_context, quote),
        Operation.ReplacePolicy replace => PolicyReplacements.Run(_context, replace),
        _ => throw new InvariantBrokenException($"No operation is of kind {operation.Kind}."),
    };

    private TransactionEnd TakeBack(Reason refusal)
    {
        state.Undo();
        outcomes.Drop();
        return refusal == Reason.None ? TransactionEnd.NoRoom : TransactionEnd.Refused(refusal);
    }

    /// <summary>False if the log holds as many failures of this author in this window as it takes.</summary>
    private bool TryCountFailure(AccountId author)
    {
        var account = state.Account(author);
        Invariant.That(account.Record is not null);
        var window = _context.Now.Milliseconds / rules.Parameters.ValidityWindow;
        var failures = account.Record.FailureWindow == window ? account.Record.Failures : 0;
        if (failures >= rules.Parameters.FailuresPerWindowMax)
            return false;
        state.Save(account);
        account.Record = account.Record with { FailureWindow = window, Failures = failures + 1 };
        state.Keep();
        return true;
    }
}
