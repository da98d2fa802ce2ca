using Ledger.Cryptography;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replication.Rejoining;
using Ledger.Replication.Verification;

namespace Ledger.Replication.Tests.Rejoining;

/// <summary>PROTOCOL 10.7.</summary>
public sealed class TipProofTests
{
    private static readonly CertifiedBlock Seventh = Sample.CertifiedBlock(7);

    private static readonly Dictionary<string, SignedTip> Lies = new(StringComparer.Ordinal)
    {
        ["no certificate"] = Signed(2, Seventh) with { Certificate = null },
        ["certificate of another height"] =
            Signed(2, Seventh) with { Certificate = Sample.Finality(new(6), Seventh.Block.Hash) },
        ["certificate of another block"] =
            Signed(2, Seventh) with { Certificate = Sample.Finality(new(7), Sample.Block) },
        ["certificate with a wrong signature"] = Signed(2, Seventh) with { Certificate = Forged() },
        ["another's signature"] = Signed(3, Seventh),
        ["signature under another nonce"] = Signed(2, Seventh, nonce: "old"),
        ["certificate at genesis"] = Genesis(2) with { Certificate = Seventh.Certificate },
        ["height that nobody knows"] = Signed(2, Sample.CertifiedBlock(1_000)),
    };

    private readonly TipProof _proof =
        new(Nonce("new"), quorum: 2, new MessageJudge(Sample.Network, Sample.ValidatorsOf).IsValid);

    public static TheoryData<string> LieNames { get; } = [.. Lies.Keys];

    [Theory]
    [MemberData(nameof(LieNames))]
    public async Task Add_Lie_NeitherCountsNorHindersTheOthers(string name)
    {
        _proof.Add(3, Genesis(3));

        _proof.Add(2, Lies[name]);

        Assert.False(_proof.Highest.IsCompleted);
        _proof.Add(4, Signed(4, Sample.CertifiedBlock(5)));
        Assert.Equal(new(5), await _proof.Highest);
    }

    [Fact]
    public void Add_SamePeerTwice_CountsOnce()
    {
        _proof.Add(2, Signed(2, Seventh));
        _proof.Add(2, Signed(2, Sample.CertifiedBlock(8)));

        Assert.False(_proof.Highest.IsCompleted);
    }

    [Fact]
    public async Task Add_QuorumWithTheHighestFirst_GivesTheHighest()
    {
        _proof.Add(2, Signed(2, Seventh));
        _proof.Add(3, Genesis(3));

        Assert.Equal(new(7), await _proof.Highest);
    }

    [Fact]
    public void TryHear_MoreOftenThanAsked_IsRefused()
    {
        Assert.False(_proof.TryHear(2));

        Assert.True(_proof.TryAsk(2));

        Assert.True(_proof.TryHear(2));
        Assert.False(_proof.TryHear(2));
    }

    [Fact]
    public void TryAsk_AfterThePeerHasProvedItsTip_IsRefused()
    {
        _proof.Add(2, Signed(2, Seventh));

        Assert.False(_proof.TryAsk(2));
        Assert.True(_proof.TryAsk(3));
    }

    private static Digest Nonce(string name) => Sample.Hash(name);

    private static SignedTip Signed(ushort signer, CertifiedBlock block, string nonce = "new")
    {
        var statement = new StatusAttestation(Nonce(nonce), block.Block.Height, block.Block.Hash);
        var signature = Sample.Attest(signer, statement);
        return new(statement with { Nonce = Nonce("new") }, block.Certificate, signature);
    }

    private static SignedTip Genesis(ushort signer)
    {
        var statement = new StatusAttestation(Nonce("new"), Height.Genesis, Sample.Header(0).Hash());
        return new(statement, Certificate: null, Sample.Attest(signer, statement));
    }

    private static FinalityCertificate Forged()
    {
        var signatures = Seventh.Certificate.Signatures;
        var swapped = signatures.Signatures.SetItem(0, signatures.Signatures[1]);
        return Seventh.Certificate with { Signatures = new(signatures.Signers, swapped) };
    }
}
