using System.Net;
using Ledger.Node.Listening;
using Microsoft.AspNetCore.Connections;

namespace Ledger.Node.Tests.Listening;

public sealed class ConnectionSharesTests
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectionDelegate _guarded;
    private int _served;

    public ConnectionSharesTests() => _guarded = new ConnectionShares(perAddressMax: 2, connectionsMax: 3).Guard(async _ =>
    {
        _served++;
        await _end.Task;
    });

    [Fact]
    public async Task Guard_OneAddressBeyondItsShare_IsClosedAndOthersAreServed()
    {
        var first = Connect("203.0.113.7");
        var second = Connect("203.0.113.7");

        await Connect("203.0.113.7").WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, _served);
        var other = Connect("203.0.113.8");
        Assert.Equal(3, _served);

        _end.SetResult();
        await Task.WhenAll(first, second, other);
        await Connect("203.0.113.7");
        Assert.Equal(4, _served);
    }

    [Fact]
    public async Task Guard_AllConnectionsTaken_ClosesWhateverComesFromWhereverItComes()
    {
        Task[] open = [Connect("203.0.113.7"), Connect("203.0.113.8"), Connect("203.0.113.9")];

        await Connect("203.0.113.10").WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(3, _served);

        _end.SetResult();
        await Task.WhenAll(open);
        await Connect("203.0.113.10");
        Assert.Equal(4, _served);
    }

    private Task Connect(string address) => _guarded(new DefaultConnectionContext
    {
        RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 40_000),
    });
}
