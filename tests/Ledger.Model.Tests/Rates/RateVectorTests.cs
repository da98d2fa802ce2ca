using System.Globalization;
using System.Text.Json;
using Ledger.Model.Rates;
using Ledger.Model.Values;

namespace Ledger.Model.Tests.Rates;

/// <summary>proto/vectors/rates.json: PROTOCOL 3.8 as another implementation wrote it down.</summary>
public sealed class RateVectorTests
{
    private static readonly JsonElement Vectors = GoldenVectors.Read("rates");

    [Fact]
    public void Terms_OfTheVectors_ReadAndWriteBack()
    {
        foreach (var vector in Vectors.List("terms"))
        {
            Assert.True(RateTermsCodec.TryDecode(vector.Hex("bytes"), out var terms), vector.Text("description"));
            Assert.Equal(TermsOf(vector), terms);
            Assert.Equal(vector.Hex("bytes"), RateTermsCodec.Encode(terms));
        }
    }

    [Fact]
    public void Conversions_OfTheVectors_GiveTheirUnits()
    {
        foreach (var vector in Vectors.List("conversions"))
        {
            var isMade = Conversion.TryMake(RateOf(vector), Units(vector, "given"), out var conversion);

            Assert.Equal(vector.GetProperty("gross").GetString() is not null, isMade);
            if (isMade)
            {
                Assert.Equal(
                    (Units(vector, "gross"), Units(vector, "net"), Units(vector, "remainder").Units),
                    (conversion.Gross, conversion.Net, conversion.Remainder));
            }
        }
    }

    private static RateTerms TermsOf(JsonElement vector) => new(
        RateOf(vector),
        vector.GetProperty("fee_account").GetString() is { } account
            ? new AccountId(new(Convert.FromHexString(account)))
            : null,
        Units(vector, "given_min"),
        Units(vector, "given_max"),
        Units(vector, "corridor"),
        Units(vector, "corridor_per_account"),
        Units(vector, "position_max"),
        new(vector.GetProperty("valid_from").GetUInt64()),
        new(vector.GetProperty("valid_until").GetUInt64()),
        vector.GetProperty("notice").GetUInt64());

    private static ExchangeRate RateOf(JsonElement vector) => new(
        vector.GetProperty("numerator").GetUInt32(),
        vector.GetProperty("denominator").GetUInt32(),
        vector.GetProperty("fee_per_million").GetUInt32());

    private static Amount Units(JsonElement vector, string name) =>
        new(ulong.Parse(vector.Text(name), CultureInfo.InvariantCulture));
}
