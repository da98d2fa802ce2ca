using Google.Protobuf;
using Ledger.Consensus.Messages;
using Ledger.Contracts.V1;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Replication.Membership;
using Ledger.Replication.Sessions;
using Ledger.Replication.Verification;

namespace Ledger.Replication.Tests.Sessions;

public sealed class GreeterTests
{
    private static readonly ByteString Session = ByteString.CopyFrom(new byte[16]);

    private static readonly Greeter.Parties Forth = new(1, 2), Back = new(2, 1);

    private readonly StartRecords _starts = new(Sample.Start(1, counter: 3));
    private readonly HeardVotes _peerHeard = new();
    private readonly StartRecords _peerStarts = new(Sample.Start(2, counter: 1));

    [Fact]
    public async Task Greet_TwoOfOneNetwork_AgreeOnTheSession()
    {
        var (ours, theirs) = await GreetAsync(Sample.Network, Sample.Network, Forth, Back);

        Assert.Null(ours);
        Assert.Null(theirs);
        Assert.Equal(_starts.Own.Record, _peerStarts.FindLatest(1));
        Assert.Equal([((ushort)2, null)], _starts.Answers);
    }

    [Fact]
    public async Task Greet_AfterAHigherStartWasSeen_TellsTheOldCopy()
    {
        var later = Sample.Start(1, counter: 4);
        _peerStarts.Remember(1, later);

        var (ours, theirs) = await GreetAsync(Sample.Network, Sample.Network, Forth, Back);

        Assert.Equal([((ushort)2, later.Record)], _starts.Answers);
        Assert.Equal(later.Record, _peerStarts.FindLatest(1));
        Assert.Contains("This node is an old copy", ours!.Message, StringComparison.Ordinal);
        Assert.Contains("The peer is an old copy", theirs!.Message, StringComparison.Ordinal);
    }

    /// <summary>Once the welcome is there, its receiver may vote, and must find no peer that has forgotten it.</summary>
    [Fact]
    public async Task Greet_WhoHearsTheWelcome_IsRemembered()
    {
        var (one, other) = MemoryStreams.Create<ConsensusEnvelope>();
        var answering = Attempt.CatchAsync(() => Greeter(Sample.Network, _peerStarts)
            .AnswerAsync(other, GreetingForm.Consensus, Back, CancellationToken.None));

        await one.WriteAsync(await HelloOfAsync(_starts), CancellationToken.None);
        await one.ReadAsync(CancellationToken.None);
        Assert.NotNull((await one.ReadAsync(CancellationToken.None)).Welcome);

        Assert.Equal(_starts.Own.Record, _peerStarts.FindLatest(1));
        Assert.False(answering.IsCompleted);
    }

    [Fact]
    public async Task Greet_WithAStartThatItsKeyDidNotSign_EndsWithTheReasonOnBothSides()
    {
        var forger = new StartRecords(Sample.Start(3, counter: 9));

        var (ours, theirs) = await GreetAsync(Sample.Network, Sample.Network, Forth, Back, forger);

        Assert.Contains("not signed by your validator key", ours!.Message, StringComparison.Ordinal);
        Assert.Contains("not signed by your validator key", theirs!.Message, StringComparison.Ordinal);
        Assert.Null(_peerStarts.FindLatest(1));
    }

    [Fact]
    public async Task Greet_WithMoreEarlierStartsThanTheBound_IsRefused()
    {
        var earlier = Enumerable.Range(0, ReplicationLimits.EarlierStartsMax + 1).Select(_ => Guid.NewGuid());
        var verbose = new StartRecords(Sample.Start(1, counter: 3, [.. earlier]));

        var (_, theirs) = await GreetAsync(Sample.Network, Sample.Network, Forth, Back, verbose);

        Assert.Contains("This node refused it", theirs!.Message, StringComparison.Ordinal);
    }

    /// <summary>A peer that could make starts up could keep every other validator from voting.</summary>
    [Theory]
    [InlineData(3, 9)]
    [InlineData(1, ulong.MaxValue)]
    public async Task Greet_ToldOfAStartThatItsKeyCannotHaveSigned_TakesItForNoAnswer(ushort signer, ulong counter)
    {
        _peerStarts.Remember(1, Sample.Start(signer, counter));

        var (ours, _) = await GreetAsync(Sample.Network, Sample.Network, Forth, Back);

        Assert.Contains("did not sign", ours!.Message, StringComparison.Ordinal);
        Assert.Empty(_starts.Answers);
    }

    [Fact]
    public async Task Greet_AnotherNetwork_EndsWithTheReasonOnBothSides()
    {
        var (ours, theirs) = await GreetAsync(Sample.Network, new(Sample.Hash("elsewhere")), Forth, Back);

        Assert.Contains("another network", ours!.Message, StringComparison.Ordinal);
        Assert.Contains("another network", theirs!.Message, StringComparison.Ordinal);
        Assert.Empty(_starts.Answers);
    }

    [Fact]
    public async Task Greet_IndexThatTheKeyDoesNotProve_EndsWithTheReasonOnBothSides()
    {
        var (ours, theirs) = await GreetAsync(Sample.Network, Sample.Network, new(1, 3), new(2, 1));

        Assert.Contains("registry index 3, not 2", ours!.Message, StringComparison.Ordinal);
        Assert.Contains("registry index 3, not 2", theirs!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Greet_OpenedByTheHigherIndex_IsRefused()
    {
        var higher = new StartRecords(Sample.Start(3, counter: 1));

        var (ours, theirs) = await GreetAsync(Sample.Network, Sample.Network, new(3, 2), new(2, 3), higher);

        Assert.Contains("lower registry index", ours!.Message, StringComparison.Ordinal);
        Assert.Contains("lower registry index", theirs!.Message, StringComparison.Ordinal);
    }

    private async Task<(Exception? Ours, Exception? Theirs)> GreetAsync(
        NetworkId ours,
        NetworkId theirs,
        Greeter.Parties parties,
        Greeter.Parties peerParties,
        StartRecords? starts = null)
    {
        var (one, other) = MemoryStreams.Create<ConsensusEnvelope>();
        var opening = Attempt.CatchAsync(() => Greeter(ours, starts ?? _starts).OpenAsync(
            one, GreetingForm.Consensus, parties, Session, CancellationToken.None));
        var answering = Attempt.CatchAsync(async () => Assert.Equal(
            new(Session, (starts ?? _starts).Own.Record),
            await Greeter(theirs, _peerStarts, _peerHeard)
                .AnswerAsync(other, GreetingForm.Consensus, peerParties, CancellationToken.None)));
        return (await opening, await answering);
    }

    [Fact]
    public async Task Greet_WhoWasHeardBefore_IsShownItsLastVotes()
    {
        _peerHeard.Hear(Voted(Sample.Notarize(signer: 1, view: 2)));
        _peerHeard.Hear(Voted(Sample.Notarize(signer: 1, view: 1)));
        _peerHeard.Hear(Voted(Sample.Notarize(signer: 2, view: 3)));

        await GreetAsync(Sample.Network, Sample.Network, Forth, Back);

        Assert.Equal([Sample.Notarize(signer: 1, view: 2).Vote], _starts.Heard);
    }

    [Fact]
    public async Task Greet_ShownAVoteThatItsKeyDidNotSign_TakesItForNoAnswer()
    {
        _peerHeard.Hear(Voted(Sample.Notarize(signer: 2) with { Signer = 1 }));

        var (ours, _) = await GreetAsync(Sample.Network, Sample.Network, Forth, Back);

        Assert.Contains("did not sign", ours!.Message, StringComparison.Ordinal);
        Assert.Empty(_starts.Answers);
    }

    private static PeerMessage.Consensus Voted(SignedVote vote) => new(new ConsensusMessage.Voted(vote));

    private static async Task<ConsensusEnvelope> HelloOfAsync(StartRecords starts)
    {
        var (one, other) = MemoryStreams.Create<ConsensusEnvelope>();
        using var stop = new CancellationTokenSource();
        var opening = Attempt.CatchAsync(() => Greeter(Sample.Network, starts)
            .OpenAsync(one, GreetingForm.Consensus, Forth, Session, stop.Token));
        var hello = await other.ReadAsync(CancellationToken.None);
        await stop.CancelAsync();
        await opening;
        return hello;
    }

    private static Greeter Greeter(NetworkId network, StartRecords starts, HeardVotes? heard = null) => new(
        new(network, () => throw new InvalidOperationException("No TLS here."), () => Height.Genesis),
        starts,
        new MessageJudge(Sample.Network, Sample.ValidatorsOf),
        heard ?? new(),
        new());
}
