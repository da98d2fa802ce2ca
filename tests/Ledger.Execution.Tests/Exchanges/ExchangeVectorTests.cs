using System.Globalization;
using System.Text.Json;
using Ledger.Execution.Lots;
using Ledger.Execution.Rates;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Encoding;
using Ledger.Model.Outcomes;
using Ledger.Model.Rates;
using Ledger.Model.Tests;
using Ledger.Model.Tokens;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;

namespace Ledger.Execution.Tests.Exchanges;

/// <summary>
/// proto/vectors/exchanges.json: PROTOCOL 7.11 to 7.13 and 8.11 as another implementation wrote it down.
/// </summary>
public sealed class ExchangeVectorTests
{
    private static readonly JsonElement Vectors = GoldenVectors.Read("exchanges");

    [Fact]
    public void Lots_OfTheVectors_TurnIntoThoseTaken()
    {
        foreach (var vector in Vectors.List("lots"))
        {
            var (given, taken) = (new LotList(), new LotList());
            foreach (var lot in vector.List("given"))
                given.Add(LotOf(lot));
            var expiry = new ExpiryRule(
                (Granularity)vector.GetProperty("granularity").GetByte(), vector.GetProperty("lifetime").GetByte());

            var isMade = InheritedLots.TryMake(
                given, RateOf(vector), Beans.Definition with { Expiry = expiry }, new(Number(vector, "time")), taken);

            var expected = vector.GetProperty("taken");
            Assert.Equal(expected.ValueKind != JsonValueKind.Null, isMade);
            if (isMade)
                Assert.Equal([.. expected.EnumerateArray().Select(LotOf)], taken.Lots.ToArray());
        }
    }

    [Fact]
    public void Paths_OfTheVectors_GiveTheirUnitsHopByHop()
    {
        foreach (var vector in Vectors.List("paths"))
        {
            var amount = Units(vector, "amount");
            foreach (var hop in vector.List("hops"))
            {
                Assert.Equal(Units(hop, "amount"), amount);
                Assert.True(Conversion.TryMake(RateOf(hop), amount, out var conversion));
                Assert.Equal(
                    (Units(hop, "net"), Units(hop, "fee"), Units(hop, "remainder").Units),
                    (conversion.Net, conversion.Fee, conversion.Remainder));
                amount = conversion.Net;
            }

            Assert.Equal(Units(vector, "receive"), amount);
        }
    }

    [Fact]
    public void Agreements_OfTheVectors_ReadAndWriteBack()
    {
        foreach (var vector in Vectors.List("agreements"))
        {
            var agreement = ReadBack<AgreementRecord>(vector);
            var effectiveAt = new Timestamp(Number(vector, "effective_at"));
            var expected = new AgreementRecord(
                vector.GetProperty("revision").GetUInt32(),
                (RatePauses)vector.GetProperty("pauses").GetByte(),
                TermsOf(vector, "terms")!,
                TermsOf(vector, "change") is { } change ? new(effectiveAt, change) : null,
                new(Number(vector, "corridor_day"), Units(vector, "corridor_used").Units),
                Units(vector, "quoted").Units);
            Assert.Equal(expected, agreement);
        }
    }

    [Fact]
    public void Revisions_OfTheVectors_ReadAndWriteBack()
    {
        foreach (var vector in Vectors.List("revisions"))
        {
            var expected = new AgreementRevision(
                (RevisionKind)vector.GetProperty("kind").GetByte(),
                vector.GetProperty("member").GetUInt16(),
                new(Number(vector, "height")),
                new(Number(vector, "time")),
                new(new(vector.Hex("transaction"))),
                new(Number(vector, "effective_at")),
                TermsOf(vector, "terms"));
            Assert.Equal(expected, ReadBack<AgreementRevision>(vector));
        }
    }

    [Fact]
    public void Lists_OfTheVectors_ReadAndWriteBack()
    {
        foreach (var vector in Vectors.List("lists"))
        {
            var list = ReadBack<TokenAgreements>(vector);
            Assert.Equal(Units(vector, "quoted").Units, list.Quoted);
            Assert.Equal(
                vector.List("agreements").Select(agreement => new TokenAgreement(
                    (AgreementSide)agreement.GetProperty("side").GetByte(), TickerOf(agreement.Text("other")))),
                list.Agreements);
        }
    }

    [Fact]
    public void Quotes_OfTheVectors_ReadAndWriteBack()
    {
        foreach (var vector in Vectors.List("quotes"))
        {
            var hold = ReadBack<HoldRecord>(vector);
            var expected = new QuoteTerms(
                TickerOf(vector.Text("given")),
                Units(vector, "amount"),
                RateOf(vector),
                new AccountId(new(vector.Hex("fee_account"))),
                Number(vector, "day"));
            Assert.Equal(expected, hold.Quote);
            Assert.Equal(Units(vector, "net"), hold.Quote!.Conversion.Net);
            Assert.Equal(Number(vector, "due"), hold.Due.Milliseconds);
        }
    }

    [Fact]
    public void Keys_OfTheVectors_AreTheirs()
    {
        var keys = Vectors.GetProperty("keys");
        var (given, taken) = (TickerOf(keys.Text("given")), TickerOf(keys.Text("taken")));
        var account = new AccountId(new(keys.Hex("account")));
        var agreement = AgreementKeys.Agreement(given, taken);

        Assert.Equal(KeyOf(keys, "agreement"), agreement);
        Assert.Equal(KeyOf(keys, "revision_key"), AgreementKeys.Revision(agreement, keys.GetProperty("revision").GetUInt32()));
        Assert.Equal(KeyOf(keys, "list"), AgreementKeys.List(given));
        Assert.Equal(KeyOf(keys, "corridor"), AgreementKeys.Corridor(given, taken, account));
        Assert.Equal(KeyOf(keys, "claims"), AgreementKeys.Claims(account, given));
        Assert.Equal(KeyOf(keys, "position"), AgreementKeys.Position(account, given, new(Number(keys, "height"))));
    }

    private static T ReadBack<T>(JsonElement vector)
        where T : class, IStateRecord<T>
    {
        Assert.True(T.TryRead(vector.Hex("bytes"), out var record), vector.Text("description"));
        var writer = new FixedWriter(new byte[record.Size]);
        record.Write(ref writer);
        Assert.Equal(vector.Hex("bytes"), writer.Written.ToArray());
        return record;
    }

    private static StateKey KeyOf(JsonElement keys, string name) => new(StatePart.Agreements, keys.Hex(name));

    private static RateTerms? TermsOf(JsonElement vector, string name)
    {
        if (vector.GetProperty(name).GetString() is not { } bytes)
            return null;
        Assert.True(RateTermsCodec.TryDecode(Convert.FromHexString(bytes), out var terms));
        return terms;
    }

    private static ExchangeRate RateOf(JsonElement vector) => new(
        vector.GetProperty("numerator").GetUInt32(),
        vector.GetProperty("denominator").GetUInt32(),
        vector.GetProperty("fee_per_million").GetUInt32());

    private static Lot LotOf(JsonElement lot) => new(new(Number(lot, "expires_at")), default, Units(lot, "amount"));

    private static ulong Number(JsonElement element, string name) => element.GetProperty(name).GetUInt64();

    private static Amount Units(JsonElement element, string name) =>
        new(ulong.Parse(element.Text(name), CultureInfo.InvariantCulture));
}
