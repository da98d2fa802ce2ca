using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class AgreeRateText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.AgreeRate;

    public string Describe(Operation operation, Wording wording)
    {
        var agreed = operation.AgreeRate;
        return $"Agree that {agreed.Given} is taken for {agreed.Taken}: {Wording.Rate(agreed.Terms)}";
    }
}
