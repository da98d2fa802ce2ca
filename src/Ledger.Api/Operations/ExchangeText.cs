using Ledger.Contracts.V1;

namespace Ledger.Api.Operations;

internal sealed class ExchangeText : IOperationText
{
    public Operation.KindOneofCase Kind => Operation.KindOneofCase.Exchange;

    public string Describe(Operation operation, Wording wording)
    {
        var exchange = operation.Exchange;
        var way = exchange.Path.Count > 2 ? $" by way of {string.Join(" and ", exchange.Path.Skip(1).SkipLast(1))}" : "";
        var quote = exchange.Quote.IsEmpty ? "" : $", as quoted in {Wording.Hold(exchange.Quote)}";
        return $"Give {wording.Amount(exchange.Amount, exchange.Path[0])} of {Wording.Account(exchange.Account)} for at "
            + $"least {wording.Amount(exchange.MinReceive, exchange.Path[^1])}{way}{quote}";
    }
}
