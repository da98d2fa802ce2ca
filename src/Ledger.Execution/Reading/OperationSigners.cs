using System.Collections.Immutable;
using Ledger.Execution.Admission;
using Ledger.Execution.Overlay;
using Ledger.Execution.State;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Reading;

/// <summary>Whose signature each operation of a transaction needs by a committed state (PROTOCOL 8.1.1).</summary>
public static class OperationSigners
{
    /// <summary>The author stands in every list, since it signs always.</summary>
    public static ImmutableArray<ImmutableArray<AccountId>> Of(IStateReader state, TransactionBody body)
    {
        var overlay = new StateOverlay();
        overlay.Begin(state, seed: 0);
        var signers = new SignerSet(overlay);
        return [.. body.Operations.Select(operation => signers.Of(operation, body))];
    }
}
