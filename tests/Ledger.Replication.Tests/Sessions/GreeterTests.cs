using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Model.Values;
using Ledger.Replication.Membership;
using Ledger.Replication.Sessions;

namespace Ledger.Replication.Tests.Sessions;

public sealed class GreeterTests
{
    private static readonly ByteString Session = ByteString.CopyFrom(new byte[16]);

    private readonly StartRecords _starts = new(new(3, Guid.NewGuid()));
    private readonly StartRecords _peerStarts = new(new(1, Guid.NewGuid()));

    [Fact]
    public async Task Greet_TwoOfOneNetwork_AgreeOnTheSession()
    {
        var (ours, theirs) = await GreetAsync(Sample.Network, Sample.Network, new(1, 2), new(2, 1));

        Assert.Null(ours);
        Assert.Null(theirs);
        Assert.Equal(_starts.Own, _peerStarts.FindHighest(1));
        Assert.Equal([((ushort)2, null)], _starts.Answers);
    }

    [Fact]
    public async Task Greet_AfterAHigherStartWasSeen_TellsTheOldCopy()
    {
        var newer = new StartRecord(4, Guid.NewGuid());
        _peerStarts.Remember(1, newer);

        await GreetAsync(Sample.Network, Sample.Network, new(1, 2), new(2, 1));

        Assert.Equal([((ushort)2, newer)], _starts.Answers);
        Assert.Equal(newer, _peerStarts.FindHighest(1));
    }

    [Fact]
    public async Task Greet_AnotherNetwork_EndsWithTheReasonOnBothSides()
    {
        var (ours, theirs) = await GreetAsync(Sample.Network, new(Sample.Hash("elsewhere")), new(1, 2), new(2, 1));

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
        var (ours, theirs) = await GreetAsync(Sample.Network, Sample.Network, new(2, 1), new(1, 2));

        Assert.Contains("lower registry index", ours!.Message, StringComparison.Ordinal);
        Assert.Contains("lower registry index", theirs!.Message, StringComparison.Ordinal);
    }

    private async Task<(Exception? Ours, Exception? Theirs)> GreetAsync(
        NetworkId ours, NetworkId theirs, Greeter.Parties parties, Greeter.Parties peerParties)
    {
        var (one, other) = MemoryStreams.Create<ConsensusEnvelope>();
        var opening = Attempt.CatchAsync(() => Greeter(ours, _starts).OpenAsync(
            one, GreetingForm.Consensus, parties, Session, CancellationToken.None));
        var answering = Attempt.CatchAsync(async () => Assert.Equal(Session, await Greeter(theirs, _peerStarts)
            .AnswerAsync(other, GreetingForm.Consensus, peerParties, CancellationToken.None)));
        return (await opening, await answering);
    }

    private static Greeter Greeter(NetworkId network, StartRecords starts) =>
        new(new(network, () => throw new InvalidOperationException("No TLS here."), () => Height.Genesis), starts, new());
}
