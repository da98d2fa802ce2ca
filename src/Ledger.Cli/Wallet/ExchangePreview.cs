using System.Globalization;
using Ledger.Client.Histories;
using Ledger.Client.Rates;
using Ledger.Client.Simulations;
using Ledger.Client.Tokens;
using Ledger.Client;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;

namespace Ledger.Cli.Wallet;

/// <summary>What an exchange would bring an account, before it signs.</summary>
internal sealed class ExchangePreview(Simulation simulation, AccountId account)
{
    /// <summary>Units of the last token on the way; whoever signs accepts no less.</summary>
    public Amount Arriving { get; } = simulation.Hops is [.., var last]
        ? last.Net
        : throw new InvalidDataException("The node simulated an exchange without saying what it brings.");

    /// <summary>The rate and fee of each hop, then what arrives and how long it lasts.</summary>
    public IEnumerable<string> Lines() =>
    [
        .. simulation.Hops.Select(Describe),
        .. simulation.Movements.Where(IsArrival).TakeLast(1).SelectMany(moved => moved.Lots, Describe),
    ];

    /// <summary>An account that gets fees as well is paid those before.</summary>
    private bool IsArrival(AmountMoved moved) => moved.Account == account && moved.Kind == MovementKind.Credit;

    private static string Describe(HopShown hop)
    {
        var given = $"{AmountText.Write(hop.Amount, hop.GivenScale)} {hop.Given}";
        var taken = $"{AmountText.Write(hop.Net, hop.TakenScale)} {hop.Taken}";
        var rate = Rates.RateText.Of(hop.Rate, (hop.Given, hop.GivenScale), (hop.Taken, hop.TakenScale));
        var fee = hop.Fee.IsZero ? "no fee" : $"after a fee of {AmountText.Write(hop.Fee, hop.TakenScale)} {hop.Taken}";
        return $"{given} bring {taken} at {rate}, {fee}{Rounding(hop)}.";
    }

    /// <summary>
    /// What rounding leaves to the treasury, in thousandths of the smallest unit; less is not worth a word.
    /// </summary>
    private static string Rounding(HopShown hop)
    {
        var thousandths = (ulong)((UInt128)hop.Remainder * 1_000 / hop.Rate.Parts);
        return thousandths == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"; rounding leaves {thousandths / 1_000m} of the smallest unit to the treasury");
    }

    private static string Describe(AmountMoved moved, Lot lot)
    {
        var until = lot.ExpiresAt == Timestamp.Epoch
            ? "which never expire"
            : $"good until {lot.ExpiresAt.ToDateTimeOffset():yyyy-MM-dd HH:mm} UTC";
        return $"Arrives: {AmountText.Write(lot.Amount, moved.Scale)} {moved.Token}, {until}.";
    }
}
