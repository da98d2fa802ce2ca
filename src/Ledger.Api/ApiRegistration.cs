using Ledger.Api.Callers;
using Ledger.Api.Chain;
using Ledger.Api.Health;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Api.Wallet;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ledger.Api;

/// <summary>
/// Puts the calls into a host. The host brings the ports of <see cref="Ports"/>, a <see cref="Reading.ChainReader"/>, a
/// <see cref="Submissions.SubmissionDesk"/> and a <see cref="NodeHealth"/>.
/// </summary>
public static class ApiRegistration
{
    public static void AddLedgerApi(this IServiceCollection services)
    {
        services.AddSingleton<TokenScales>();
        services.AddSingleton<TransactionStates>();
        services.AddSingleton<AccountReading>();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<ApiOptions>>().Value;
            var auditors = options.Auditors.Select(auditor => new ClientEntry(auditor.Name, auditor.Pin));
            return new CallerRegistry(provider.GetRequiredService<INodeStatus>().Genesis.Members, auditors);
        });
        services.AddSingleton(provider =>
            CallGate.Limiter(provider.GetRequiredService<IOptions<ApiOptions>>().Value.RequestsPerSecondMax));
        services.AddGrpc().AddServiceOptions<WalletService>(Guard).AddServiceOptions<ChainService>(Guard)
            .AddServiceOptions<HealthService>(Guard);
    }

    public static void MapLedgerApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<WalletService>();
        endpoints.MapGrpcService<ChainService>();
        endpoints.MapGrpcService<HealthService>();
    }

    private static void Guard(Grpc.AspNetCore.Server.GrpcServiceOptions options)
    {
        options.Interceptors.Add<CallGate>();
        options.EnableDetailedErrors = false;
    }
}
