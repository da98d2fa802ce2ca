using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class CaptureText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.Capture;

    public string Describe(Operation operation, Wording wording)
    {
        var (hold, units) = (operation.Capture.Hold, operation.Capture.Amount);
        return $"Take {units} of the smallest unit out of {Wording.Hold(hold)} for its payee; the rest goes back";
    }
}
