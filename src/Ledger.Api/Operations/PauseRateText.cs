using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class PauseRateText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.PauseRate;

    public string Describe(Operation operation, Wording wording)
    {
        var pause = operation.PauseRate;
        var verb = pause.Paused ? "Pause" : "Go on with";
        return $"{verb} exchanges of {pause.Given} for {pause.Taken}, as member {pause.Member}";
    }
}
