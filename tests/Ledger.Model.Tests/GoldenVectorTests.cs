using Ledger.Cryptography.Trees;
using Ledger.Model.Blocks;
using Ledger.Model.Genesis;
using Ledger.Model.Outcomes;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;

namespace Ledger.Model.Tests;

public sealed class GoldenVectorTests
{
    [Fact]
    public void Policies_OfTheVectors_HaveTheirAccounts()
    {
        foreach (var vector in GoldenVectors.Read("policies").List("policies"))
        {
            var bytes = vector.Hex("bytes");

            Assert.True(PolicyCodec.TryDecode(bytes, out var policy), vector.Text("description"));
            Assert.True(policy.HasPointsOnly());
            Assert.Equal(bytes, PolicyCodec.Encode(policy));
            Assert.Equal(vector.Text("account"), PolicyCodec.AccountOf(policy).ToString());
        }
    }

    [Fact]
    public void Transactions_OfTheVectors_HaveTheirIdsAndVerify()
    {
        var vectors = GoldenVectors.Read("transactions");
        var codec = new TransactionCodec(
            new(new(vectors.Hex("network"))), vectors.Text("network_name"), new Parameters());
        foreach (var vector in vectors.List("valid"))
        {
            var bytes = vector.Hex("bytes");

            Assert.True(codec.TryDecode(bytes, out var transaction, out var reason), $"{reason}");
            Assert.Equal(vector.Text("id"), transaction.Id.ToString());
            Assert.Equal(vector.Text("leaf"), transaction.Leaf.ToString());
            Assert.Equal(vector.GetProperty("work_units").GetUInt32(), transaction.WorkUnits);
            Assert.True(SignatureVerification.TryVerify(transaction, out _, out reason), $"{reason}");
            var body = TransactionBodyEncoder.Encode(transaction.Body);
            Assert.Equal(bytes, TransactionCodec.Encode(body, transaction.Signatures));
        }
    }

    [Fact]
    public void Transactions_RefusedInTheVectors_AreRefusedForTheirReason()
    {
        var vectors = GoldenVectors.Read("transactions");
        var codec = new TransactionCodec(
            new(new(vectors.Hex("network"))), vectors.Text("network_name"), new Parameters());
        foreach (var vector in vectors.List("refused"))
        {
            Assert.False(codec.TryDecode(vector.Hex("bytes"), out _, out var reason), vector.Text("description"));
            Assert.Equal(vector.Text("reason"), ReasonCatalogue.Get(reason).Word);
        }
    }

    [Fact]
    public void Outcomes_OfTheVectors_HaveTheirLeaves()
    {
        foreach (var vector in GoldenVectors.Read("outcomes").List("outcomes"))
        {
            var bytes = vector.Hex("bytes");

            Assert.Equal(vector.Text("leaf"), TreeHash.Leaf(bytes).ToString());
            Assert.Equal(bytes, string.Equals(vector.Text("kind"), "block", StringComparison.Ordinal)
                ? OutcomeCodec.TryDecode(bytes, out BlockOutcome? block) ? OutcomeCodec.Encode(block) : []
                : OutcomeCodec.TryDecode(bytes, out Outcome? outcome) ? OutcomeCodec.Encode(outcome) : []);
        }
    }

    [Fact]
    public void Headers_OfTheVectors_HaveTheirHashes()
    {
        foreach (var vector in GoldenVectors.Read("headers").List("headers"))
        {
            Assert.True(Header.TryRead(vector.Hex("bytes"), out var header));
            Assert.Equal(vector.Hex("bytes"), header!.ToBytes());
            Assert.Equal(vector.Text("hash"), header.Hash().ToString());
        }
    }

    [Fact]
    public void Blocks_OfTheVectors_HaveTheirPartsAndFitTheirHeaders()
    {
        var vectors = GoldenVectors.Read("blocks");
        var transactions = new TransactionCodec(
            new(new(vectors.Hex("network"))), vectors.Text("network_name"), new Parameters());
        var codec = new BlockCodec(transactions, new Parameters());
        foreach (var vector in vectors.List("blocks"))
        {
            var bytes = vector.Hex("bytes");

            Assert.True(codec.TryDecode(bytes, out var block), vector.Text("description"));
            Assert.True(block.FitsHeader());
            Assert.Equal(vector.Text("hash"), block.Hash.ToString());
            Assert.Equal(vector.Text("parent_certificate_hash"), block.Header.ParentCertificateHash.ToString());
            Assert.Equal(vector.Text("transaction_root"), Block.RootOf(block.Transactions).ToString());
            Assert.Equal(vector.Text("evidence_root"), Block.RootOf(block.Evidence).ToString());
            Assert.Equal(vector.GetProperty("transactions").GetInt32(), block.Transactions.Length);
            Assert.Equal(vector.GetProperty("evidence").GetInt32(), block.Evidence.Length);
            Assert.Equal(bytes, BlockCodec.Encode(block));
        }
    }

    [Fact]
    public void Genesis_OfTheVectors_NamesItsNetworkAndValidators()
    {
        foreach (var vector in GoldenVectors.Read("genesis").List("valid"))
        {
            var file = System.Text.Encoding.UTF8.GetBytes(vector.Text("file"));

            Assert.True(GenesisReader.TryRead(file, out var genesis, out var faults), string.Join("; ", faults));
            Assert.Equal(vector.Text("network"), genesis.Id.ToString());
            Assert.Equal(vector.Text("validators"), genesis.Validators().Hash.ToString());
        }
    }
}
