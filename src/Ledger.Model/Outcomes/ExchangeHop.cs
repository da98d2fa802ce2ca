using Ledger.Model.Rates;
using Ledger.Model.Values;

namespace Ledger.Model.Outcomes;

/// <summary>What an exchange did by one agreement, or what a quote promised.</summary>
/// <param name="Amount">Units given.</param>
/// <param name="Net">Units of the taken token for the customer, or for the next hop.</param>
/// <param name="Fee">Units of the taken token for the fee account.</param>
/// <param name="Remainder">Parts of one unit that the treasury kept; one has <see cref="ExchangeRate.Parts"/>.</param>
public readonly record struct ExchangeHop(
    Ticker Given,
    Ticker Taken,
    Amount Amount,
    Amount Net,
    Amount Fee,
    ulong Remainder,
    ExchangeRate Rate,
    LimitMarks Marks);

/// <summary>
/// For each limit the highest of 50, 80 and 95 per cent that the hop brought it to, coming from below; 0 for none.
/// </summary>
public readonly record struct LimitMarks(byte Corridor, byte CorridorPerAccount, byte Position);
