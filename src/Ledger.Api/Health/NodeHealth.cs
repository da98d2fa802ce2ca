using Ledger.Api.Errors;
using Ledger.Model.Reasons;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Ledger.Api.Health;

/// <summary>Whether the node serves, as its host says.</summary>
public sealed class NodeHealth
{
    private volatile bool _serves;
    private volatile TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The operator asked that no new transactions be taken.</summary>
    public bool IsDraining { get; private set; }

    internal ServingStatus Status => _serves && !IsDraining ? ServingStatus.Serving : ServingStatus.NotServing;

    /// <summary>Completes at the next change.</summary>
    internal Task NextChange => _change.Task;

    public void Serve() => Set(true);

    public void StopServing() => Set(false);

    public void Drain(bool drains)
    {
        IsDraining = drains;
        Change();
    }

    /// <summary>Throws the call's error while the node is draining.</summary>
    public void RequireTaking()
    {
        if (IsDraining)
            throw RpcErrors.Of(Reason.NodeDraining);
    }

    private void Set(bool serves)
    {
        _serves = serves;
        Change();
    }

    private void Change() =>
        Interlocked.Exchange(ref _change, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
