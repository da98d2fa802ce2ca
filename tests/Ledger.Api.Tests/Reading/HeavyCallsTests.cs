using Ledger.Api.Reading;

namespace Ledger.Api.Tests.Reading;

public sealed class HeavyCallsTests : IDisposable
{
    private readonly HeavyCalls _calls = new();

    [Fact]
    public async Task Enter_BeyondHalfOfTheCores_WaitsUntilOneLeaves()
    {
        var places = new List<IDisposable>();
        for (var count = 0; count < HeavyCalls.PlacesMax; count++)
            places.Add(await _calls.EnterAsync(CancellationToken.None));
        var next = _calls.EnterAsync(CancellationToken.None);
        Assert.False(next.IsCompleted);

        places[0].Dispose();

        (await next.WaitAsync(TimeSpan.FromSeconds(30))).Dispose();
        Assert.InRange(HeavyCalls.PlacesMax, 1, Math.Max(1, Environment.ProcessorCount / 2));
    }

    [Fact]
    public async Task Enter_OfACallerWhoGivesUp_TakesNoPlace()
    {
        using var givesUp = new CancellationTokenSource();
        var places = new List<IDisposable>();
        for (var count = 0; count < HeavyCalls.PlacesMax; count++)
            places.Add(await _calls.EnterAsync(CancellationToken.None));
        var waiting = _calls.EnterAsync(givesUp.Token);

        await givesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        places.ForEach(place => place.Dispose());
        for (var count = 0; count < HeavyCalls.PlacesMax; count++)
            Assert.True(_calls.EnterAsync(CancellationToken.None).IsCompleted);
    }

    public void Dispose() => _calls.Dispose();
}
