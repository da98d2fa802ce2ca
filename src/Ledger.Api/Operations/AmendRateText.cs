using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class AmendRateText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.AmendRate;

    public string Describe(Operation operation, Wording wording)
    {
        var amended = operation.AmendRate;
        return $"Change the rate of {amended.Given} for {amended.Taken}: {Wording.Rate(amended.Terms)}";
    }
}
