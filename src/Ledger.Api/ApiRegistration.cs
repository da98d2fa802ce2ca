using Grpc.AspNetCore.Server;
using Ledger.Api.Callers;
using Ledger.Api.Chain;
using Ledger.Api.Errors;
using Ledger.Api.Events;
using Ledger.Api.Health;
using Ledger.Api.Issuing;
using Ledger.Api.Json;
using Ledger.Api.Log;
using Ledger.Api.Logins;
using Ledger.Api.Operating;
using Ledger.Api.Ports;
using Ledger.Api.Rates;
using Ledger.Api.Reading;
using Ledger.Api.Reflection;
using Ledger.Api.Simulating;
using Ledger.Api.Wallet;
using Ledger.Model;
using Ledger.Model.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

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
        services.AddSingleton<TreasuryLog>();
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
        services.AddSingleton(provider => new ServedServices(Served(provider)));
        services.AddSingleton<ReflectionService>();
        services.AddGrpc().AddServiceOptions<WalletService>(Guard).AddServiceOptions<ChainService>(Guard)
            .AddServiceOptions<EventService>(Guard).AddServiceOptions<HealthService>(Guard)
            .AddServiceOptions<ReflectionService>(Guard)
            .AddServiceOptions<AdminService>(Guard);
        services.AddOptions<GrpcServiceOptions>().Configure<IOptions<ApiOptions>>((grpc, options) =>
        {
            grpc.MaxReceiveMessageSize = options.Value.RequestBytesMax;

            // The server measures what arrives, not what it unpacks to: a thousand times as much.
            grpc.CompressionProviders.Clear();
        });
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

    public static void MapLedgerApi(this WebApplication endpoints)
    {
        endpoints.Use(next => http => StatusCompletion.RunAsync(http, next));
        endpoints.MapGrpcService<WalletService>();
        endpoints.MapGrpcService<ChainService>();
        endpoints.MapGrpcService<EventService>();
        endpoints.MapGrpcService<HealthService>();
        endpoints.MapGrpcService<AdminService>();
        if (ServesIssuers(endpoints.Services))
            endpoints.MapGrpcService<IssuerService>();
        if (ServesReflection(endpoints.Services))
            endpoints.MapGrpcService<ReflectionService>();
    }

    /// <summary>The same calls as JSON over HTTP, but those of the operator, with a document that describes them.</summary>
    public static void MapJsonCalls(this WebApplication endpoints)
    {
        var services = endpoints.Services;
        var gate = ActivatorUtilities.CreateInstance<CallGate>(services);
        var bytesMax = services.GetRequiredService<IOptions<ApiOptions>>().Value.RequestBytesMax;
        var calls = new JsonCalls(endpoints, gate, bytesMax);
        Contracts.V1.Wallet.BindService(calls, ActivatorUtilities.CreateInstance<WalletService>(services));
        Contracts.V1.Chain.BindService(calls, ActivatorUtilities.CreateInstance<ChainService>(services));
        Contracts.V1.Events.BindService(calls, ActivatorUtilities.CreateInstance<EventService>(services));
        List<ServiceDescriptor> described =
            [Contracts.V1.Wallet.Descriptor, Contracts.V1.Chain.Descriptor, Contracts.V1.Events.Descriptor];
        if (ServesIssuers(services))
        {
            Contracts.V1.Issuer.BindService(calls, ActivatorUtilities.CreateInstance<IssuerService>(services));
            described.Add(Contracts.V1.Issuer.Descriptor);
        }

        var document = OpenApiDocument.Of(described, services.GetRequiredService<INodeStatus>().Version);
        endpoints.MapGet("/openapi.json", () => Results.Text(document, "application/json"));
        endpoints.MapFallback("{**path}", JsonCalls.AnswerUnknownAsync);
    }

    private static bool ServesIssuers(IServiceProvider services) => services.GetService<IIssuingSigner>() is not null;

    private static bool ServesReflection(IServiceProvider services) =>
        services.GetRequiredService<IOptions<ApiOptions>>().Value.Reflection;

    private static List<ServiceDescriptor> Served(IServiceProvider services)
    {
        List<ServiceDescriptor> served =
        [
            Contracts.V1.Wallet.Descriptor,
            Contracts.V1.Chain.Descriptor,
            Contracts.V1.Events.Descriptor,
            Contracts.V1.Admin.Descriptor,
            Grpc.Health.V1.Health.Descriptor,
        ];
        if (ServesIssuers(services))
            served.Add(Contracts.V1.Issuer.Descriptor);
        if (ServesReflection(services))
            served.Add(Grpc.Reflection.V1.ServerReflection.Descriptor);
        return served;
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

    private static void Guard(GrpcServiceOptions options)
    {
        options.Interceptors.Add<CallGate>();
        options.EnableDetailedErrors = false;
    }
}
