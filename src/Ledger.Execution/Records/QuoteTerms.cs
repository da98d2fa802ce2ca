using Ledger.Cryptography;
using Ledger.Model;
using Ledger.Model.Encoding;
using Ledger.Model.Rates;
using Ledger.Model.Values;

namespace Ledger.Execution.Records;

/// <summary>What a quote promises for what is set aside in its hold (PROTOCOL 7.11).</summary>
/// <param name="Amount">Units given.</param>
/// <param name="FeeAccount">Present where the rate has a fee.</param>
/// <param name="Day">The UTC day in whose corridor the amount counts.</param>
public sealed record QuoteTerms(Ticker Given, Amount Amount, ExchangeRate Rate, AccountId? FeeAccount, ulong Day)
{
    private const int FixedSize = Ticker.LengthMax + (2 * sizeof(ulong)) + (3 * sizeof(uint));

    public int Size => FixedSize + (FeeAccount is null ? 0 : Digest.Size);

    /// <summary>What the customer gets, and what goes elsewhere.</summary>
    public Conversion Conversion
    {
        get
        {
            Invariant.That(Conversion.TryMake(Rate, Amount, out var conversion));
            return conversion;
        }
    }

    internal static QuoteTerms Read(ref FixedReader reader)
    {
        var given = reader.Ticker();
        var (amount, day) = (new Amount(reader.UInt64()), reader.UInt64());
        var rate = new ExchangeRate(reader.UInt32(), reader.UInt32(), reader.UInt32());
        AccountId? fee = rate.FeePerMillion > 0 ? reader.Account() : null;
        if (!rate.IsSound)
            reader.Fail();
        return new(given, amount, rate, fee, day);
    }

    internal void Write(ref FixedWriter writer)
    {
        writer.Ticker(Given);
        writer.UInt64(Amount.Units);
        writer.UInt64(Day);
        writer.UInt32(Rate.Numerator);
        writer.UInt32(Rate.Denominator);
        writer.UInt32(Rate.FeePerMillion);
        if (FeeAccount is { } fee)
            writer.Account(fee);
    }
}
