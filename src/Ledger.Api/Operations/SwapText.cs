using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class SwapText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.Swap;

    public string Describe(Operation operation, Wording wording) =>
        "Swap, all or nothing: " + string.Join("; ", operation.Swap.Legs.Select(leg =>
            $"{wording.Amount(leg.Amount, leg.Token)} from {Wording.Account(leg.From)} to {Wording.Account(leg.To)}"));
}
