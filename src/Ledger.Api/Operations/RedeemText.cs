using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class RedeemText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.Redeem;

    public string Describe(Operation operation, Wording wording) =>
        $"Redeem {wording.Amount(operation.Redeem.Amount, operation.Redeem.Token)} "
        + $"of {Wording.Account(operation.Redeem.From)}";
}
