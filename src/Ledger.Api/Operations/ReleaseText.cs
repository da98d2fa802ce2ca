using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class ReleaseText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.Release;

    public string Describe(Operation operation, Wording wording)
    {
        var hold = Wording.Hold(operation.Release.Hold);
        return $"Give all of {hold} back to its holder";
    }
}
