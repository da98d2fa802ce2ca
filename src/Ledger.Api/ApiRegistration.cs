using Ledger.Api.Callers;
using Ledger.Api.Chain;
using Ledger.Api.Events;
using Ledger.Api.Health;
using Ledger.Api.Issuing;
using Ledger.Api.Log;
using Ledger.Api.Logins;
using Ledger.Api.Ports;
using Ledger.Api.Rates;
using Ledger.Api.Reading;
using Ledger.Api.Simulating;
using Ledger.Api.Wallet;
using Ledger.Model;
using Ledger.Model.Values;
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
    /// <param name="everybody">Roles of whoever reaches the listener, with a certificate or without.</param>
    public static void AddLedgerApi(this IServiceCollection services, Roles everybody)
    {
        services.AddSingleton<TokenScales>();
        services.AddSingleton<TransactionStates>();
        services.AddSingleton<AccountReading>();
        services.AddSingleton<HistoryReading>();
        services.AddSingleton<TokenReading>();
        services.AddSingleton<RateReading>();
        services.AddSingleton<PositionReport>();
        services.AddSingleton<CorridorReport>();
        services.AddSingleton<LogReader>();
        services.AddSingleton<LoginDesk>();
        services.AddSingleton<LoginCalls>();
        services.AddSingleton<SimulationDesk>();
        services.AddSingleton<SimulationCalls>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<ApiOptions>>().Value;
            var clients = options.Clients.Select(client => new ClientEntry(client.Name, client.Pin, client.AllRoles));
            return new CallerRegistry(provider.GetRequiredService<INodeStatus>().Genesis.Members, clients, everybody);
        });
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<ApiOptions>>().Value;
            return new CallLimits(options.RequestsPerSecondMax, options.StreamsMax);
        });
        services.AddSingleton<EventWriter>();
        services.AddSingleton<EventReader>();
        services.AddGrpc().AddServiceOptions<WalletService>(Guard).AddServiceOptions<ChainService>(Guard)
            .AddServiceOptions<EventService>(Guard).AddServiceOptions<HealthService>(Guard);
    }

    /// <summary>Serves the member's own systems too, with its issuing key.</summary>
    public static void AddIssuing(this IServiceCollection services, IIssuingSigner signer, ICapStore caps)
    {
        services.AddSingleton(signer);
        services.AddSingleton(provider => new DailyCaps(
            CapsOf(provider.GetRequiredService<IOptions<ApiOptions>>().Value), caps, TimeProvider.System));
        services.AddSingleton<MemberSigner>();
        services.AddSingleton<OutcomeDesk>();
        services.AddSingleton<OrderDesk>();
        services.AddSingleton<Countersigning>();
        services.AddSingleton<CountersignDesk>();
        services.AddGrpc().AddServiceOptions<IssuerService>(Guard);
    }

    public static void MapLedgerApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<WalletService>();
        endpoints.MapGrpcService<ChainService>();
        endpoints.MapGrpcService<EventService>();
        endpoints.MapGrpcService<HealthService>();
        if (endpoints.ServiceProvider.GetService<IIssuingSigner>() is not null)
            endpoints.MapGrpcService<IssuerService>();
    }

    private static Dictionary<string, IReadOnlyDictionary<Ticker, ulong>> CapsOf(ApiOptions options) =>
        options.Clients.ToDictionary(
            client => CallerRegistry.NameOf(client.Name),
            client => (IReadOnlyDictionary<Ticker, ulong>)client.DailyCaps.ToDictionary(cap => TickerOf(cap.Key), cap => cap.Value),
            StringComparer.Ordinal);

    // Options were validated before anything started.
    private static Ticker TickerOf(string text)
    {
        Invariant.That(Ticker.TryParse(text, out var token));
        return token;
    }

    private static void Guard(Grpc.AspNetCore.Server.GrpcServiceOptions options)
    {
        options.Interceptors.Add<CallGate>();
        options.EnableDetailedErrors = false;
    }
}
