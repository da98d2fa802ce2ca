using System.Text.Json;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Encoding;
using Ledger.Model.Outcomes;
using Ledger.Model.Tests;
using Ledger.Model.Values;

namespace Ledger.Execution.Tests.State;

/// <summary>The holds of proto/vectors/state.json (PROTOCOL 7.11).</summary>
public sealed class HoldVectorTests
{
    private static readonly JsonElement Vectors = GoldenVectors.Read("state");

    [Fact]
    public void Holds_OfTheVectors_ReadAndWriteBack()
    {
        foreach (var vector in Vectors.List("holds"))
        {
            Assert.True(HoldRecord.TryRead(vector.Hex("bytes"), out var hold), vector.Text("description"));
            Assert.Equal([.. vector.List("lots").Select(LotOf)], hold.Lots.ToArray());
            Assert.Equal(
                new HoldRecord(
                    (HoldStatus)vector.GetProperty("status").GetByte(),
                    AccountOf(vector, "holder"),
                    AccountOf(vector, "payee"),
                    vector.GetProperty("arbiter").GetString() is null ? null : AccountOf(vector, "arbiter"),
                    Brand.TickerOf(vector.Text("token")),
                    new(vector.GetProperty("expires_at").GetUInt64()),
                    vector.GetProperty("holder_may_release").GetBoolean(),
                    hold.Lots),
                hold);
            var due = hold.DueAt(StateKeys.Hold(new(new(vector.Hex("id")))));
            Assert.Equal(vector.GetProperty("due").GetUInt64(), due?.Due.Milliseconds);
            var writer = new FixedWriter(new byte[hold.Size]);
            hold.Write(ref writer);
            Assert.Equal(vector.Hex("bytes"), writer.Written.ToArray());
        }
    }

    [Fact]
    public void Holds_RefusedInTheVectors_DoNotRead() => Assert.All(
        Vectors.List("refused_holds"),
        vector => Assert.False(HoldRecord.TryRead(vector.Hex("bytes"), out _), vector.Text("description")));

    [Fact]
    public void HoldIds_OfTheVectors_AreThoseOfTheirOperations() => Assert.All(
        Vectors.List("hold_ids"),
        vector => Assert.Equal(
            vector.Text("id"),
            HoldId.Of(new(new(vector.Hex("transaction"))), vector.GetProperty("operation").GetInt32()).ToString()));

    private static AccountId AccountOf(JsonElement element, string name) => new(new(element.Hex(name)));

    private static Lot LotOf(JsonElement lot) => new(
        new(lot.GetProperty("expires_at").GetUInt64()),
        new(lot.GetProperty("activates_at").GetUInt64()),
        new(ulong.Parse(lot.Text("amount"), System.Globalization.CultureInfo.InvariantCulture)));
}
