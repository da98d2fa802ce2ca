using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

/// <summary>Says one kind of operation in a line for people, who read it before they sign.</summary>
internal interface IOperationText
{
    Operation.KindOneofCase Kind { get; }

    string Describe(Operation operation, Wording wording);
}
