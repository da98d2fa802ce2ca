using Ledger.Client.Answers;
using Ledger.Model.Outcomes;
using Ledger.Model.Rates;
using Ledger.Model.Values;

namespace Ledger.Client.Rates;

/// <summary>What an exchange does by one agreement on its way.</summary>
/// <param name="Amount">Units given.</param>
/// <param name="Net">Units of the taken token for the customer, or for the next hop.</param>
/// <param name="Remainder">Parts of one unit that the treasury keeps; one has the rate's parts.</param>
public sealed record HopShown(
    Ticker Given,
    Ticker Taken,
    byte GivenScale,
    byte TakenScale,
    Amount Amount,
    Amount Net,
    Amount Fee,
    ulong Remainder,
    ExchangeRate Rate)
{
    /// <summary>Which parts of its limits this brought to use.</summary>
    public LimitMarks Marks { get; init; }

    internal static HopShown Read(Contracts.V1.ExchangeHop message) => new(
        Wire.Ticker(message.Given),
        Wire.Ticker(message.Taken),
        Wire.Scale(message.GivenScale),
        Wire.Scale(message.TakenScale),
        new(message.Amount),
        new(message.Net),
        new(message.Fee),
        message.Remainder,
        new(message.Numerator, message.Denominator, message.FeePerMillion))
    {
        Marks = new(MarkOf(message.CorridorMark), MarkOf(message.CorridorPerAccountMark), MarkOf(message.PositionMark)),
    };

    private static byte MarkOf(uint percent) => percent <= 100
        ? (byte)percent
        : throw new InvalidDataException("The node says that more than all of a limit is used.");
}
