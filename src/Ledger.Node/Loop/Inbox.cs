using System.Threading.Channels;
using Ledger.Node.Work;
using Ledger.Replica.Ports;

namespace Ledger.Node.Loop;

/// <summary>
/// The loop's one queue. What comes from outside takes a place and waits, or is turned away, when there is none; what
/// the node answers to itself (timers, signatures, executed blocks) is small by nature and always gets in.
/// </summary>
internal sealed class Inbox : Api.Ports.IReplicaInbox, Replication.IReplicaInbox, IDisposable
{
    /// <summary>Inputs from outside that wait at once.</summary>
    public const int OutsideMax = 16_384;

    private readonly SemaphoreSlim _places = new(OutsideMax);
    private readonly Channel<Entry> _queue = Channel.CreateUnbounded<Entry>(
        new() { SingleReader = true, AllowSynchronousContinuations = true });

    public bool TryPost(ReplicaInput input)
    {
        if (!_places.Wait(0))
            return false;
        if (_queue.Writer.TryWrite(new(input, true)))
            return true;
        _places.Release();
        return false;
    }

    public async ValueTask PostAsync(ReplicaInput input, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        if (!_queue.Writer.TryWrite(new(input, true)))
            _places.Release();
    }

    /// <summary>An answer of the node to itself. Ignored once the loop ends.</summary>
    public void PostOwn(ReplicaInput input) => _queue.Writer.TryWrite(new(input, false));

    /// <summary>Holds the loop's thread until there is an input; false once the queue was closed and is empty.</summary>
    public bool Wait(CancellationToken cancellationToken) => _queue.Reader.WaitToRead(cancellationToken);

    public bool TryTake(out ReplicaInput? input)
    {
        input = null;
        if (!_queue.Reader.TryRead(out var entry))
            return false;
        if (entry.IsFromOutside)
            _places.Release();
        input = entry.Input;
        return true;
    }

    public void Close() => _queue.Writer.TryComplete();

    public void Dispose() => _places.Dispose();

    private readonly record struct Entry(ReplicaInput Input, bool IsFromOutside);
}
