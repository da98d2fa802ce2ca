using Google.Protobuf;
using Ledger.Contracts.V1;

namespace Ledger.Replication.Sessions;

/// <summary>
/// A session whose streams arrive one by one. The consensus stream's call runs it, the bulk stream's call waits.
/// </summary>
internal sealed class HalfSession(ByteString id)
{
    private readonly TaskCompletionSource<Duplex<BulkEnvelope>> _bulk =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ByteString Id => id;

    /// <summary>Waits for the bulk stream, then runs the session to its end.</summary>
    public async Task RunAsync(Func<Duplex<BulkEnvelope>, Task> session, CancellationToken cancellationToken)
    {
        if (!_begun.TrySetResult())
            throw new PeerFaultException("The session has a consensus stream.");
        try
        {
            await session(await _bulk.Task.WaitAsync(ReplicationLimits.GreetingTimeout, cancellationToken));
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    /// <summary>Lends the bulk stream to the session until that ends.</summary>
    public async Task LendAsync(Duplex<BulkEnvelope> bulk, CancellationToken cancellationToken)
    {
        if (!_bulk.TrySetResult(bulk))
            throw new PeerFaultException("The session has a bulk stream.");
        await _begun.Task.WaitAsync(ReplicationLimits.GreetingTimeout, cancellationToken);
        await _ended.Task.WaitAsync(cancellationToken);
    }
}
