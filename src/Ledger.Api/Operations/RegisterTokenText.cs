using System.Globalization;
using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class RegisterTokenText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.RegisterToken;

    public string Describe(Operation operation, Wording wording)
    {
        var definition = operation.RegisterToken.Definition;
        var maximum = definition.SupplyMax.ToString(CultureInfo.InvariantCulture);
        return $"Register the token {definition.Ticker}, \"{definition.Name}\", for member {definition.Issuer}, "
            + $"at most {maximum} of its smallest unit";
    }
}
