using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class HoldText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.Hold;

    public string Describe(Operation operation, Wording wording)
    {
        var hold = operation.Hold;
        return $"Set {wording.Amount(hold.Amount, hold.Token)} of {Wording.Account(hold.From)} aside "
            + $"for {Wording.Account(hold.Payee)} until {Wording.Time(hold.ExpiresAtMs)}";
    }
}
