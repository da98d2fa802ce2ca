using Grpc.Core;
using Grpc.Health.V1;
using Ledger.Api.Reflection;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Ledger.Api.Health;

/// <summary>
/// The standard health service: serving means that the process answers and holds a chain. Whether the network makes
/// blocks is in <c>Chain.GetStatus</c>, since restarting a node that waits for others helps nobody.
/// </summary>
internal sealed class HealthService(NodeHealth health, ServedServices served) : Grpc.Health.V1.Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        IsKnown(request.Service)
            ? Task.FromResult(new HealthCheckResponse { Status = health.Status })
            : throw new RpcException(new(StatusCode.NotFound, "This node has no such service."));

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var isKnown = IsKnown(request.Service);
        while (true)
        {
            var change = health.NextChange;
            var status = isKnown ? health.Status : ServingStatus.ServiceUnknown;
            await responseStream.WriteAsync(new() { Status = status }, context.CancellationToken);
            await change.WaitAsync(context.CancellationToken);
        }
    }

    // The empty name asks for the node as a whole.
    private bool IsKnown(string service) => service.Length == 0 || served.Has(service);
}
