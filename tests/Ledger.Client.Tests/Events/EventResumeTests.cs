using Ledger.Client.Events;
using Ledger.Client.Signing;
using Ledger.Client.Submission;
using Ledger.Client.Tests.Networks;
using Ledger.Client.Wallets;
using Ledger.Devnet;

namespace Ledger.Client.Tests.Events;

/// <summary>Whatever breaks in between: each event once, in order, and none is missing.</summary>
[Collection(NetworkGroup.Name)]
public sealed class EventResumeTests : IDisposable
{
    private static readonly Company Airline = Company.All[0], Cinema = Company.All[2];

    private readonly RunningNetwork _network;
    private readonly SchnorrKey _ada = SchnorrKey.Create();
    private readonly Till _till;
    private readonly LedgerClient _client;
    private readonly LedgerWallet _wallet;

    public EventResumeTests(RunningNetwork network)
    {
        _network = network;
        _till = new(network, Airline);
        _client = new(network.NodeOf(Cinema), new() { ReadTimeout = TimeSpan.FromMinutes(2) });
        _wallet = _client.OpenWallet(_ada);
    }

    public void Dispose()
    {
        _client.Dispose();
        _till.Dispose();
        _ada.Dispose();
    }

    [Fact]
    public async Task Events_AcrossACrashOfTheirNode_ComeOnceAndInOrder()
    {
        await using var events = _wallet.FollowEventsAsync(EventQuery.FromTheStart).GetAsyncEnumerator();
        await IssueAsync(1, 2, 3);
        var before = await ReadAsync(events, 3);

        await _network.CrashAsync(Cinema);
        await IssueAsync(4, 5, 6);
        var after = await ReadAsync(events, 3);

        Assert.Equal([1UL, 2, 3, 4, 5, 6], before.Concat(after).Select(AmountOf));
    }

    [Fact]
    public async Task Events_AfterAKeptCursor_GoOnBehindIt()
    {
        await IssueAsync(1, 2, 3, 4);
        EventCursor kept;
        await using (var first = _wallet.FollowEventsAsync(EventQuery.FromTheStart).GetAsyncEnumerator())
            kept = (await ReadAsync(first, 2))[^1].Cursor;

        // A process of later, at another node, which has the cursor as text and nothing else.
        Assert.True(EventCursor.TryParse(kept.ToString(), out var read));
        using var later = new LedgerClient(_network.NodeOf(Airline));
        await using var rest = later.OpenWallet(_ada).FollowEventsAsync(new() { After = read }).GetAsyncEnumerator();

        Assert.Equal([3UL, 4], (await ReadAsync(rest, 2)).Select(AmountOf));
    }

    [Fact]
    public async Task Events_OfTwoOperations_AreOnlyThoseThatTheQueryWants()
    {
        await _till.IssueAsync((await _client.GetTokenAsync(Airline.Token)).Value.Treasury, 1);
        await IssueAsync(10);
        var order = await _till.Desk.TransferAsync(_wallet.Id, Airline.Token, new(1), Till.DrawReference());
        await IssueAsync(20);

        var query = EventQuery.FromTheStart with { Operations = ["mint"], Tokens = [Airline.Token] };
        await using var events = _wallet.FollowEventsAsync(query).GetAsyncEnumerator();

        Assert.IsType<TransactionResult.Succeeded>(order.Value.Result);
        Assert.Equal([10UL, 20], (await ReadAsync(events, 2)).Select(AmountOf));
    }

    private async Task IssueAsync(params ulong[] amounts)
    {
        foreach (var amount in amounts)
            await _till.IssueAsync(_wallet.Id, amount);
    }

    /// <summary>So many operations; heartbeats come whenever they do.</summary>
    private static async Task<List<LedgerEvent.OperationDone>> ReadAsync(IAsyncEnumerator<LedgerEvent> events, int count)
    {
        var read = new List<LedgerEvent.OperationDone>();
        while (read.Count < count && await events.MoveNextAsync())
        {
            if (events.Current is LedgerEvent.OperationDone done)
                read.Add(done);
        }

        return read;
    }

    private static ulong AmountOf(LedgerEvent.OperationDone done) => Assert.Single(done.Movements).Amount.Units;
}
