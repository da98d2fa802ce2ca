using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Replica.Ports;
using Ledger.Replication.Queues;

namespace Ledger.Replication.Tests.Queues;

public sealed class AskedBulkTests
{
    private readonly AskedBulk _asked = new();

    [Fact]
    public void TakeUnasked_AnAnswerThatNobodyAskedFor_IsItsSize()
    {
        var body = BodyOf(1_000);

        Assert.Equal(body.CalculateSize(), _asked.TakeUnasked(body));
    }

    [Fact]
    public void TakeUnasked_AnAnswer_IsNothingUntilWhatWasAskedForIsThere()
    {
        var body = BodyOf(6 * 1024 * 1024);
        _asked.Note(new PeerMessage.GetBody(Sample.Height, Sample.Block));

        Assert.Equal(0, _asked.TakeUnasked(body));
        Assert.Equal(body.CalculateSize(), _asked.TakeUnasked(body));
    }

    [Fact]
    public void TakeUnasked_ABatchOfThePeersOwn_IsItsSizeWhateverWasAskedFor()
    {
        var batch = new BulkEnvelope { Batch = new() { Sequence = 1 } };
        _asked.Note(new PeerMessage.GetBody(Sample.Height, Sample.Block));

        Assert.Equal(batch.CalculateSize(), _asked.TakeUnasked(batch));
    }

    // A peer that never answers must not save up room for a flood.
    [Fact]
    public void Note_ManyRequestsWithoutAnAnswer_LeavesRoomForABoundedNumberOfBytes()
    {
        for (var request = 0; request < 1_000; request++)
            _asked.Note(new PeerMessage.GetBody(Sample.Height, Sample.Block));
        var body = BodyOf(8 * 1024 * 1024);

        var answers = 0;
        while (_asked.TakeUnasked(body) == 0)
            answers++;

        Assert.Equal(7, answers);
    }

    private static BulkEnvelope BodyOf(int bytes) => new() { Body = ByteString.CopyFrom(new byte[bytes]) };
}
