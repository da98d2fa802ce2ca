using Google.Protobuf;
using Grpc.Core;
using Ledger.Api.Tests.Networks;
using Ledger.Contracts.V1;
using EventsClient = Ledger.Contracts.V1.Events.EventsClient;

namespace Ledger.Api.Tests.Events;

[Collection(NetworkGroup.Name)]
public sealed class FollowTests(TestNetwork network)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Consumer_KilledAHundredTimesAtRandom_SeesTheChainsContentsExactlyOnce()
    {
        var alice = await network.CustomerWithAsync(1);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => network.GiveAsync(alice, 3)));
        var expected = await ReadChainAsync();
        var random = new Random(1);
        EventCursor? last = null;
        var seen = new List<(EventCursor Cursor, ByteString Transaction)>();

        // Killed after so many events as chance says, in the middle of whatever the node was sending.
        for (var kills = 0; kills < 100; kills++)
            last = await FollowAsync(last, seen, random.Next(1, 4), untilHeartbeat: false);
        while (seen.Count < expected.Count)
            last = await FollowAsync(last, seen, int.MaxValue, untilHeartbeat: true);

        Assert.Equal(expected, seen.Take(expected.Count).Select(entry => entry.Transaction));
        Assert.Equal(seen.Count, seen.Select(entry => entry.Cursor).Distinct().Count());
    }

    [Fact]
    public async Task Follow_Live_BringsWhatHappensAfterTheCallAndNothingBefore()
    {
        var alice = await network.CustomerWithAsync(5);
        var pass = await alice.LoginAsync(new(network.CafeNode.Connect()));
        using var call = new EventsClient(network.CafeNode.Connect()).Follow(
            new() { Filter = new() { Accounts = { alice.AccountBytes } }, HeartbeatSeconds = 1 },
            pass,
            DateTime.UtcNow + Patience);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(FollowResponse.EventOneofCase.Heartbeat, call.ResponseStream.Current.EventCase);

        await network.GiveAsync(alice, 77);

        FollowResponse entry;
        do
        {
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            entry = call.ResponseStream.Current;
        }
        while (entry.EventCase == FollowResponse.EventOneofCase.Heartbeat);
        Assert.Equal(77UL, entry.OperationDone.Operation.Mint.Amount);
        Assert.StartsWith("Issue 0.77 MILES to acc1", entry.OperationDone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_OfOneAccount_BringsItsWholePastByTheIndexAndNobodyElses()
    {
        var (alice, bob) = (await network.CustomerWithAsync(100), await network.CustomerWithAsync(100));
        var wallet = new Contracts.V1.Wallet.WalletClient(network.AirlineNode.Connect());
        await wallet.SubmitAndWaitAsync(new() { Transaction = ByteString.CopyFrom(alice.Sign(alice.Send(bob.Account, 30))) });
        await wallet.SubmitAndWaitAsync(new() { Transaction = ByteString.CopyFrom(alice.Sign(alice.Send(bob.Account, 500))) });
        var client = new EventsClient(network.AirlineNode.Connect());
        var request = new FollowRequest
        {
            FromHeight = 0, Filter = new() { Accounts = { alice.AccountBytes } }, HeartbeatSeconds = 1,
        };
        using var call = client.Follow(request, await alice.LoginAsync(wallet), DateTime.UtcNow + Patience);

        var kinds = new List<FollowResponse.EventOneofCase>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None)
            && call.ResponseStream.Current.EventCase != FollowResponse.EventOneofCase.Heartbeat)
        {
            kinds.Add(call.ResponseStream.Current.EventCase);
        }

        Assert.Equal(
            [
                FollowResponse.EventOneofCase.OperationDone,
                FollowResponse.EventOneofCase.OperationDone,
                FollowResponse.EventOneofCase.TransactionFailed,
            ],
            kinds);
    }

    [Fact]
    public async Task Follow_OfSomebodyElsesAccount_IsDenied()
    {
        var (alice, bob) = (new Customer(network.Genesis), new Customer(network.Genesis));
        var pass = await alice.LoginAsync(new(network.AirlineNode.Connect()));
        using var call = new EventsClient(network.AirlineNode.Connect()).Follow(
            new() { Filter = new() { Accounts = { alice.AccountBytes, bob.AccountBytes } } }, pass);

        await Refusal.AssertAsync("AUTH_DENIED", StatusCode.PermissionDenied, async () =>
            await call.ResponseStream.MoveNext(CancellationToken.None));
    }

    private async Task<EventCursor?> FollowAsync(
        EventCursor? after, List<(EventCursor, ByteString)> seen, int events, bool untilHeartbeat)
    {
        var request = new FollowRequest { HeartbeatSeconds = 1 };
        if (after is null)
            request.FromHeight = 0;
        else
            request.After = after;
        using var call = new EventsClient(network.AirlineNode.Connect(network.Auditor))
            .Follow(request, deadline: DateTime.UtcNow + Patience);
        while (events > 0 && await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            var entry = call.ResponseStream.Current;
            after = entry.Cursor;
            if (entry.OperationDone is { } done)
                seen.Add((entry.Cursor, done.TransactionId));
            else if (entry.TransactionFailed is { } failed)
                seen.Add((entry.Cursor, failed.TransactionId));
            if (entry.EventCase == FollowResponse.EventOneofCase.Heartbeat && (untilHeartbeat || events < 4))
                break;
            events--;
        }

        return after;
    }

    /// <summary>The transaction of every operation that succeeded, and of every transaction that failed, in order.</summary>
    private async Task<List<ByteString>> ReadChainAsync()
    {
        var chain = new Contracts.V1.Chain.ChainClient(network.AirlineNode.Connect(network.Auditor));
        var tip = (await chain.GetStatusAsync(new())).Height;
        var ids = new List<ByteString>();
        for (var height = 1UL; height <= tip; height++)
        {
            var block = (await chain.GetBlockAsync(new() { Height = height })).Block;
            foreach (var outcome in block.Outcomes.Skip(1))
            {
                Assert.True(Model.Outcomes.OutcomeCodec.TryDecode(outcome.Span, out Model.Outcomes.Outcome? ended));
                var id = ByteString.CopyFrom(ended.Transaction.Value.ToArray());
                ids.AddRange(Enumerable.Repeat(id, Math.Max(1, ended.Effects.Length)));
            }
        }

        return ids;
    }
}
