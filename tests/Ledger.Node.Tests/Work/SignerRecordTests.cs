using Ledger.Consensus.Votes;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Node.Work;

namespace Ledger.Node.Tests.Work;

public sealed class SignerRecordTests
{
    private static readonly BlockHash One = new(Sha256.Hash([1])), Other = new(Sha256.Hash([2]));

    private static readonly SignerState Signed = SignerState.Empty
        .After(new Propose(new(5), new(3), View.None, One, Digest.Zero), null)
        .After(new Notarize(new(5), new(3), View.None, One), null)
        .After(new Nullify(new(5), View.First, new(2)), null);

    public static TheoryData<Vote, bool> Votes => new()
    {
        { new Propose(new(5), new(3), View.None, One, Digest.Zero), true },
        { new Propose(new(5), new(3), View.None, Other, Digest.Zero), false },
        { new Propose(new(5), new(4), View.None, One, Digest.Zero), false },
        { new Notarize(new(5), new(3), View.None, One), true },
        { new Notarize(new(5), new(3), View.None, Other), false },
        { new Notarize(new(5), new(2), View.None, Other), true },
        { new Nullify(new(5), View.First, new(2)), true },
        { new Nullify(new(5), View.First, new(3)), false },
        { new Finalize(new(5), View.First, One), false },
        { new Finalize(new(4), new(9), Other), true },
        { new Notarize(new(6), View.First, View.None, One), false },
    };

    [Theory]
    [MemberData(nameof(Votes))]
    public void Knows_AVote_IfItIsOnRecordOrALaterOneOfItsKindIs(Vote vote, bool expected) =>
        Assert.Equal(expected, SignerRecord.Knows(Signed, vote));
}
