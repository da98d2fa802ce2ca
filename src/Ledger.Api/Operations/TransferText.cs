using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class TransferText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.Transfer;

    public string Describe(Operation operation, Wording wording)
    {
        var transfer = operation.Transfer;
        return $"Send {wording.Amount(transfer.Amount, transfer.Token)} from {Wording.Account(transfer.From)} "
            + $"to {Wording.Account(transfer.To)}";
    }
}
