using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class AgreeRateText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.AgreeRate;

    public string Describe(Operation operation, Wording wording)
    {
        var agreed = operation.AgreeRate;
        return $"Agree that customers give {agreed.Given} and take {agreed.Taken}: "
            + $"{Wording.Rate(agreed.Given, agreed.Taken, agreed.Terms)}; {wording.Bounds(agreed.Given, agreed.Terms)}";
    }
}
