using System.Text.Json;
using Ledger.Model.Genesis;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Batches;

namespace Ledger.Replica.Tests.Batches;

public sealed class BatchVectorTests
{
    [Fact]
    public void Batches_OfTheVectors_HaveTheirIds()
    {
        var vectors = JsonDocument.Parse(File.ReadAllText(VectorFile())).RootElement;
        var codec = new TransactionCodec(
            new NetworkId(new(Hex(vectors.GetProperty("network")))),
            vectors.GetProperty("network_name").GetString()!,
            new Parameters());
        foreach (var vector in vectors.GetProperty("batches").EnumerateArray())
        {
            var transactions = vector.GetProperty("transactions").EnumerateArray().Select(bytes =>
                codec.TryDecode(Hex(bytes), out var transaction, out _) ? transaction : null);

            Assert.True(TransactionBatch.TryCreate([.. transactions.OfType<Transaction>()], out var batch));
            Assert.Equal(vector.GetProperty("id").GetString(), batch!.Id.ToString());
        }
    }

    private static byte[] Hex(JsonElement element) => Convert.FromHexString(element.GetString()!);

    private static string VectorFile()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "proto", "vectors", "blocks.json")))
            at = at.Parent ?? throw new DirectoryNotFoundException("No proto/vectors above the test's folder.");
        return Path.Combine(at.FullName, "proto", "vectors", "blocks.json");
    }
}
