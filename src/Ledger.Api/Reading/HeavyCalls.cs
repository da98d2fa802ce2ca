namespace Ledger.Api.Reading;

/// <summary>
/// Lets the calls of one kind work on half of the cores at most, in the order in which they came: whatever callers ask
/// for, there is room for agreement. Thread-safe.
/// </summary>
internal sealed class HeavyCalls : IDisposable
{
    private readonly SemaphoreSlim _places = new(PlacesMax);

    public static int PlacesMax => Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Waits for a place; dispose it when the work is done.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        return new Place(_places);
    }

    public void Dispose() => _places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
