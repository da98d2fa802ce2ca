using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class QuoteText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.Quote;

    public string Describe(Operation operation, Wording wording)
    {
        var quote = operation.Quote;
        return $"Promise {Wording.Account(quote.Account)} what {wording.Amount(quote.Amount, quote.Given)} bring in "
            + $"{quote.Taken} until {Wording.Time(quote.ExpiresAtMs)}";
    }
}
