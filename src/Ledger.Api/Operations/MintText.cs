using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class MintText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.Mint;

    public string Describe(Operation operation, Wording wording)
    {
        var mint = operation.Mint;
        var when = mint.ActivatesAtMs == 0 ? "" : $", to spend from {Wording.Time(mint.ActivatesAtMs)}";
        return $"Issue {wording.Amount(mint.Amount, mint.Token)} to {Wording.Account(mint.To)}{when}";
    }
}
