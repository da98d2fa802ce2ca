using System.Text.Json;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Trees;
using Ledger.Execution.Lots;
using Ledger.Execution.Operations;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Encoding;
using Ledger.Model.Genesis;
using Ledger.Model.Outcomes;
using Ledger.Model.Policies;
using Ledger.Model.Tests;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Tests.State;

/// <summary>proto/vectors/state.json: PROTOCOL 7 as another implementation wrote it down.</summary>
public sealed class StateVectorTests
{
    private static readonly JsonElement Vectors = GoldenVectors.Read("state");

    [Fact]
    public void Accounts_OfTheVectors_ReadAndWriteBack()
    {
        foreach (var vector in Vectors.List("accounts"))
        {
            Policy? policy = null;
            if (vector.Find("policy") is { } bytes)
                Assert.True(PolicyCodec.TryDecode(Convert.FromHexString(bytes), out policy));
            Ticker? treasuryOf = vector.Find("treasury_of") is { } ticker ? Brand.TickerOf(ticker) : null;
            var expected = new AccountRecord(
                policy,
                vector.GetProperty("is_credited").GetBoolean(),
                treasuryOf,
                vector.GetProperty("failure_window").GetUInt64(),
                vector.GetProperty("failures").GetUInt32());

            Assert.True(AccountRecord.TryRead(vector.Hex("bytes"), out var record), vector.Text("description"));
            Assert.Equal(expected, record);
            var writer = new FixedWriter(new byte[AccountRecord.SizeMax]);
            record.Write(ref writer);
            Assert.Equal(vector.Hex("bytes"), writer.Written.ToArray());
        }
    }

    [Fact]
    public void Balances_OfTheVectors_ReadAndWriteBack()
    {
        foreach (var vector in Vectors.List("balances"))
        {
            var lots = new LotList();

            Assert.True(BalanceRecord.TryRead(vector.Hex("bytes"), lots, out var isMemberHeld));
            Assert.Equal(vector.GetProperty("is_member_held").GetBoolean(), isMemberHeld);
            Assert.Equal([.. vector.List("lots").Select(LotOf)], lots.Lots.ToArray());
            var writer = new FixedWriter(new byte[BalanceRecord.SizeOf(lots)]);
            BalanceRecord.Write(ref writer, lots, isMemberHeld);
            Assert.Equal(vector.Hex("bytes"), writer.Written.ToArray());
        }
    }

    [Fact]
    public void Balances_RefusedInTheVectors_DoNotRead()
    {
        foreach (var vector in Vectors.List("refused_balances"))
            Assert.False(BalanceRecord.TryRead(vector.Hex("bytes"), new(), out _), vector.Text("description"));
    }

    [Fact]
    public void Tokens_OfTheVectors_ReadAndWriteBack()
    {
        foreach (var vector in Vectors.List("tokens"))
        {
            Assert.True(TokenRecord.TryRead(vector.Hex("bytes"), out var record));
            Assert.Equal(vector.Hex("definition"), TokenCodec.Encode(record.Definition));
            var counters = record.Counters;
            Assert.Equal(
                [.. vector.List("counters").Select(Number)],
                [
                    counters.Minted, counters.Redeemed, counters.Expired, counters.Reversed, counters.Treasury,
                    counters.Outstanding, counters.Pending, counters.Held, counters.MemberHeld,
                ]);
            Assert.Equal(
                (vector.GetProperty("mint_day").GetUInt64(), Number(vector.GetProperty("minted_on_day"))),
                (record.MintDay, record.MintedOnDay));
            Assert.Equal(vector.Hex("bytes"), record.ToBytes());
        }
    }

    [Fact]
    public void OrderContents_OfTheVectors_HaveTheirHashes()
    {
        foreach (var vector in Vectors.List("orders"))
        {
            var amount = new Amount(Number(vector.GetProperty("amount")));
            var content = vector.Text("operation") switch
            {
                "mint" => OrderReferences.ContentOf(new Operation.Mint(
                    default,
                    AccountOf(vector, "to"),
                    amount,
                    MintReason.Purchase,
                    OrderReference: default,
                    Time(vector, "activates_at"))),
                "transfer" => OrderReferences.ContentOf(new Operation.Transfer(
                    AccountOf(vector, "from"), AccountOf(vector, "to"), default, amount, null)),
                _ => OrderReferences.ContentOf(new Operation.Redeem(AccountOf(vector, "from"), default, amount, null)),
            };

            Assert.Equal(vector.Text("content"), content.ToString());
        }
    }

    [Fact]
    public void Members_OfTheVectors_ReadAndWriteBack()
    {
        foreach (var vector in Vectors.List("members"))
        {
            var expected = new Member(
                vector.GetProperty("index").GetUInt16(),
                vector.Text("name"),
                AccountOf(vector, "account"),
                new(vector.Hex("validator_key")),
                new(vector.Hex("tls_key_hash")),
                vector.Text("endpoint"));

            Assert.True(MemberRecord.TryRead(vector.Hex("bytes"), out var member));
            Assert.Equal(expected, member);
            Assert.Equal(vector.Hex("bytes"), MemberRecord.ToBytes(member));
        }
    }

    [Fact]
    public void Keys_OfTheVectors_AreThoseOfTheirParts()
    {
        var state = Vectors.GetProperty("state");
        var account = AccountOf(state, "account");
        var ticker = Brand.TickerOf(state.Text("ticker"));
        var minute = state.GetProperty("minute").GetUInt64();
        Assert.True(Nonce.TryRead(state.Hex("nonce"), out var nonce));
        StateKey[] expected =
        [
            StateKeys.Account(account),
            StateKeys.Balance(account, ticker),
            StateKeys.Token(ticker),
            StateKeys.Order(ticker, OperationKind.Mint, new(state.Hex("order"))),
            StateKeys.Schedule(new(Time(state, "due"), ScheduleKind.Expiry, account.Value, ticker)),
            StateKeys.ReplayMinute(minute),
            StateKeys.Replay(minute, account, nonce),
            StateKeys.Member(state.GetProperty("member").GetUInt16()),
        ];

        var keys = state.List("entries").Select(KeyOf).ToArray();

        Assert.Equal(keys.Order(), keys);
        Assert.All(expected, key => Assert.Contains(key, keys));
    }

    [Fact]
    public void Roots_OfTheVectorsEntries_AreTheirs()
    {
        var state = Vectors.GetProperty("state");
        var roots = new Digest[StateRoot.PartCount];

        for (var part = 1; part <= roots.Length; part++)
        {
            var leaves = state.List("entries")
                .Where(entry => (int)KeyOf(entry).Part == part && !NonceKey.TryRead(KeyOf(entry), out _, out _))
                .Select(entry => new LeafChange(Sha256.Hash(entry.Hex("key")), Sha256.Hash(entry.Hex("value"))))
                .OrderBy(leaf => leaf.Path)
                .ToArray();
            roots[part - 1] = StateTree.Update(new MemoryTreePages(), new((byte)part), leaves).Root;
        }

        Assert.Equal([.. state.List("part_roots").Select(root => root.GetString()!)], [.. roots.Select(Text)]);
        Assert.Equal(state.Text("state_root"), StateRoot.Of(roots).ToString());
    }

    private static string Text(Digest digest) => digest.ToString();

    private static StateKey KeyOf(JsonElement entry) =>
        new((StatePart)entry.GetProperty("part").GetByte(), entry.Hex("key"));

    private static Lot LotOf(JsonElement lot) =>
        new(Time(lot, "expires_at"), Time(lot, "activates_at"), new(Number(lot.GetProperty("amount"))));

    private static Timestamp Time(JsonElement element, string name) => new(element.GetProperty(name).GetUInt64());

    private static AccountId AccountOf(JsonElement element, string name) => new(new(element.Hex(name)));

    private static ulong Number(JsonElement element) =>
        ulong.Parse(element.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}

file static class OptionalText
{
    public static string? Find(this JsonElement element, string name) => element.GetProperty(name).GetString();
}
