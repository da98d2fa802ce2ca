using Grpc.Core;
using Grpc.Health.V1;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Ledger.Api.Health;

/// <summary>
/// The standard health service: serving means that the process answers and holds a chain. Whether the network makes
/// blocks is in <c>Chain.GetStatus</c>, since restarting a node that waits for others helps nobody.
/// </summary>
internal sealed class HealthService(NodeHealth health) : Grpc.Health.V1.Health.HealthBase
{
    private static readonly string[] Services = ["", "ledger.v1.Wallet", "ledger.v1.Chain"];

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        Services.Contains(request.Service, StringComparer.Ordinal)
            ? Task.FromResult(new HealthCheckResponse { Status = health.Status })
            : throw new RpcException(new(StatusCode.NotFound, "This node has no such service."));

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var isKnown = Services.Contains(request.Service, StringComparer.Ordinal);
        while (true)
        {
            var change = health.Change;
            var status = isKnown ? health.Status : ServingStatus.ServiceUnknown;
            await responseStream.WriteAsync(new() { Status = status }, context.CancellationToken);
            await change.WaitAsync(context.CancellationToken);
        }
    }
}
