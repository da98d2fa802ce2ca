using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Keys.Files;
using Ledger.Keys.SignerState;
using Ledger.Keys.Signing;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Node.Loop;
using Ledger.Node.Work;
using Ledger.Replica.Ports;

namespace Ledger.Node.Tests.Work;

/// <summary>The guard beside the key, when the journal has nothing to say.</summary>
public sealed class ValidatorSignerTests : IDisposable
{
    private static readonly Height Height = new(5);
    private static readonly BlockHash One = new(Sha256.Hash([1])), Other = new(Sha256.Hash([2]));

    private readonly TemporaryFolder _folder = new();
    private readonly ConsensusKey _key;
    private readonly Inbox _inbox = new();
    private SignerStateFile _file;

    public ValidatorSignerTests()
    {
        using var password = new Password("password"u8);
        _key = ConsensusKey.Create(_folder["consensus.key"], password);
        SignerStateFile.Create(FilePath);
        _file = SignerStateFile.Open(FilePath);
    }

    private string FilePath => _folder["consensus.signer"];

    public void Dispose()
    {
        _file.Dispose();
        _key.Dispose();
        _inbox.Dispose();
        _folder.Dispose();
    }

    /// <summary>Each kind of vote, and one that contradicts it.</summary>
    public static TheoryData<Vote, Vote> Contradictions => new()
    {
        { Proposal(One), Proposal(Other) },
        { new Notarize(Height, View.First, View.None, One), new Notarize(Height, View.First, View.None, Other) },
        { new Nullify(Height, View.First, View.First), new Notarize(Height, View.First, View.None, One) },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Sign_AfterARestartWithoutTheJournal_RefusesWhatContradicts(Vote before, Vote after)
    {
        Assert.True(Signs(before));
        Reopen();

        Assert.False(Signs(after));
        Assert.True(Signs(before));
    }

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void HasSignedBeyond_AnEmptyJournal_UntilTheHeightIsFinal(Vote before, Vote after)
    {
        Signs(before);
        Assert.NotEqual(before, after);

        Assert.True(Open().HasSignedBeyond(new([], true), new(4)));
        Assert.False(Open().HasSignedBeyond(new([new JournalRecord.Voted(before, null)], true), new(4)));
        Assert.False(Open().HasSignedBeyond(new([], true), Height));
    }

    [Fact]
    public void Sign_OnceTheKeyWasStartedElsewhere_RefusesEvenTheSameVote()
    {
        var vote = new Notarize(Height, View.First, View.None, One);
        Assert.True(Signs(vote));

        _file.Supersede(counter: 7);

        Assert.False(Signs(vote));
        Assert.True(_file.MayBeStale);
    }

    [Fact]
    public void Sign_OfTheFirstVoteAfterRejoining_EndsThatTheRecordMayBeStale()
    {
        _file.MarkStale();

        Assert.True(Signs(new Notarize(Height, View.First, View.None, One)));

        Assert.False(_file.MayBeStale);
    }

    private static Propose Proposal(BlockHash block) => new(Height, View.First, View.None, block, Digest.Zero);

    private bool Signs(Vote vote)
    {
        Open().Sign(vote, notarization: null);
        Assert.True(_inbox.TryTake(out var answer));
        return answer is ReplicaInput.VoteSigned signed && signed.Vote.Vote == vote;
    }

    private ValidatorSigner Open() => new(_key, _file, new(Sha256.Hash([3])), self: 0, _inbox);

    private void Reopen()
    {
        _file.Dispose();
        _file = SignerStateFile.Open(FilePath);
    }
}
