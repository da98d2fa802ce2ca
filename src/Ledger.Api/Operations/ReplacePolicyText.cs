using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class ReplacePolicyText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.ReplacePolicy;

    public string Describe(Operation operation, Wording wording)
    {
        var policy = operation.ReplacePolicy.Policy;
        return $"Replace the keys of {Wording.Account(operation.ReplacePolicy.Account)} by {policy.Keys.Count} keys, "
            + $"of which weight {policy.Threshold} must sign";
    }
}
