using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class AmendRateText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.AmendRate;

    public string Describe(Operation operation, Wording wording)
    {
        var amended = operation.AmendRate;
        return $"Change the terms by which customers give {amended.Given} and take {amended.Taken}: "
            + $"{Wording.Rate(amended.Given, amended.Taken, amended.Terms)}; {wording.Bounds(amended.Given, amended.Terms)}";
    }
}
