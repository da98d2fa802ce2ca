using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Model.Tests.Votes;

public sealed class ProposalTests
{
    private static readonly FinalityCertificate Parent = ReadParent();

    [Fact]
    public void IsWellFormed_FreshBlockWithWhatItsHeaderNames_IsTrue() => Assert.True(Fresh().IsWellFormed);

    [Fact]
    public void IsWellFormed_FirstHeight_HasNoParentCertificate()
    {
        var header = HeaderAt(1, Digest.Zero);

        Assert.True(Proposed(header, View.None, null).IsWellFormed);
        Assert.False(Proposed(header, View.None, Parent).IsWellFormed);
        Assert.False(Proposed(HeaderAt(1, Parent.Hash()), View.None, null).IsWellFormed);
    }

    [Fact]
    public void IsWellFormed_FreshBlockLacksSomething_IsFalse()
    {
        Assert.False((Fresh() with { Header = null }).IsWellFormed);
        Assert.False((Fresh() with { ParentCertificate = null }).IsWellFormed);
        Assert.False((Fresh() with { Header = HeaderAt(8, Parent.Hash()) with { Streak = 9 } }).IsWellFormed);
        Assert.False(Proposed(HeaderAt(9, Parent.Hash()), View.None, Parent).IsWellFormed);
        Assert.False(Proposed(HeaderAt(8, Sha256.Hash([1])), View.None, Parent).IsWellFormed);
    }

    [Fact]
    public void IsWellFormed_CarriedBlock_NeedsNeitherHeaderNorTheNamedCertificate()
    {
        var carried = Proposed(HeaderAt(8, Sha256.Hash([1])), View.First, Parent);

        Assert.True(carried.IsWellFormed);
        Assert.True((carried with { Header = null, ParentCertificate = null }).IsWellFormed);
    }

    [Fact]
    public void IsWellFormed_OtherJustificationThanSigned_IsFalse()
    {
        var other = new Justification(null, new(new(8), View.First, View.None, default, Parent.Signatures));

        Assert.False((Fresh() with { Justification = other }).IsWellFormed);
    }

    [Fact]
    public void IsWellFormed_ClaimThatIsNoProposal_IsFalse()
    {
        var vote = new SignedVote(new Notarize(new(8), View.First, View.None, default), 0, default);

        Assert.False((Fresh() with { Claim = vote }).IsWellFormed);
    }

    private static Proposal Fresh() => Proposed(HeaderAt(8, Parent.Hash()), View.None, Parent);

    private static Proposal Proposed(Header header, View parent, FinalityCertificate? certificate)
    {
        var claim = new Propose(header.Height, new(2), parent, header.Hash(), Justification.None.Hash());
        return new(new SignedVote(claim, 0, default))
        {
            Justification = Justification.None,
            Header = header,
            ParentCertificate = certificate,
        };
    }

    private static Header HeaderAt(ulong height, Digest certificate)
    {
        var any = Sha256.Hash([7]);
        return new Header
        {
            Network = ConsensusVectors.Network,
            Height = new(height),
            CreatedView = new(2),
            Proposer = 0,
            Streak = 1,
            Time = new(1),
            Parent = new(any),
            ParentCertificateHash = certificate,
            TransactionRoot = any,
            TransactionCount = 0,
            EvidenceRoot = any,
            ValidatorsHash = any,
            NextValidatorsHash = any,
            StateRoot = any,
            OutcomeRoot = any,
            HistoryRoot = any,
        };
    }

    private static FinalityCertificate ReadParent()
    {
        var vector = ConsensusVectors.Of("certificates").First(entry => entry.Text("name") is "finality");
        Invariant.That(Certificate.TryRead(vector.Hex("bytes"), 4, out var certificate));
        return (FinalityCertificate)certificate!;
    }
}
