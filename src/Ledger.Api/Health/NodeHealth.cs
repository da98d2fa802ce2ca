using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Ledger.Api.Health;

/// <summary>Whether the node serves, as its host says.</summary>
public sealed class NodeHealth
{
    private volatile bool _serves;
    private volatile TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ServingStatus Status => _serves ? ServingStatus.Serving : ServingStatus.NotServing;

    /// <summary>Completes at the next change.</summary>
    internal Task Change => _change.Task;

    public void Serve() => Set(true);

    public void StopServing() => Set(false);

    private void Set(bool serves)
    {
        _serves = serves;
        Interlocked.Exchange(ref _change, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }
}
