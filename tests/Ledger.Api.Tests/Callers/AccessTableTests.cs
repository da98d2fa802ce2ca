using Google.Protobuf.Reflection;
using Ledger.Api.Callers;
using Ledger.Api.Tests.Networks;
using Ledger.Contracts.V1;

namespace Ledger.Api.Tests.Callers;

/// <summary>
/// Who may do what, written down a second time: a call that is served and has no line here fails, and so does a line
/// that the node does not keep.
/// </summary>
[Collection(NetworkGroup.Name)]
public sealed class AccessTableTests(TestNetwork network)
{
    /// <summary>nobody, foreign certificate, wallet that logged in, auditor, issuer, operator, and all of them.</summary>
    private const string Nobody = "n", Foreigner = "f", LoggedIn = "w", Auditor = "a", Shop = "i", Operator = "o";

    private const string Everybody = Nobody + Foreigner + LoggedIn + Auditor + Shop + Operator;

    private const string Readers = LoggedIn + Auditor;

    private static readonly Dictionary<string, string> Rows = new(StringComparer.Ordinal)
    {
        ["ledger.v1.Wallet.Submit"] = Everybody,
        ["ledger.v1.Wallet.SubmitAndWait"] = Everybody,
        ["ledger.v1.Wallet.WatchTransaction"] = Everybody,
        ["ledger.v1.Wallet.GetTransaction"] = Everybody,
        ["ledger.v1.Wallet.GetLoginChallenge"] = Everybody,
        ["ledger.v1.Wallet.Login"] = Everybody,
        ["ledger.v1.Wallet.Simulate"] = Everybody,
        ["ledger.v1.Wallet.ListRates"] = Everybody,
        ["ledger.v1.Wallet.GetAccount"] = Readers,
        ["ledger.v1.Wallet.WatchAccount"] = Readers,
        ["ledger.v1.Wallet.GetHistory"] = Readers,
        ["ledger.v1.Events.Follow"] = Readers,
        ["ledger.v1.Chain.GetStatus"] = Everybody,
        ["ledger.v1.Chain.GetValidators"] = Everybody,
        ["ledger.v1.Chain.ListTokens"] = Everybody,
        ["ledger.v1.Chain.GetBlock"] = Auditor,
        ["ledger.v1.Chain.GetHeader"] = Auditor,
        ["ledger.v1.Chain.StreamBlocks"] = Auditor,
        ["ledger.v1.Chain.ReportPositions"] = Auditor,
        ["ledger.v1.Chain.ReportCorridors"] = Auditor,
        ["ledger.v1.Issuer.Mint"] = Shop,
        ["ledger.v1.Issuer.Transfer"] = Shop,
        ["ledger.v1.Issuer.Redeem"] = Shop,
        ["ledger.v1.Issuer.Quote"] = Shop,
        ["ledger.v1.Issuer.CountersignSwap"] = Shop,
        ["ledger.v1.Issuer.MintBatch"] = Shop,
        ["ledger.v1.Issuer.TransferBatch"] = Shop,
        ["ledger.v1.Issuer.RedeemBatch"] = Shop,
        ["ledger.v1.Admin.GetNodeStatus"] = Operator,
        ["ledger.v1.Admin.WhyStalled"] = Operator,
        ["ledger.v1.Admin.ListEvidence"] = Operator,
        ["ledger.v1.Admin.Drain"] = Operator,
        ["grpc.health.v1.Health.Check"] = Everybody,
        ["grpc.health.v1.Health.Watch"] = Everybody,
        ["grpc.reflection.v1.ServerReflection.ServerReflectionInfo"] = Everybody,
    };

    private static IEnumerable<MethodDescriptor> Served => new[]
    {
        Contracts.V1.Wallet.Descriptor, Issuer.Descriptor, Contracts.V1.Events.Descriptor, Contracts.V1.Chain.Descriptor,
        Admin.Descriptor, Grpc.Health.V1.Health.Descriptor, Grpc.Reflection.V1.ServerReflection.Descriptor,
    }.SelectMany(service => service.Methods);

    [Fact]
    public async Task Listener_ByItsOwnReflection_ServesTheServicesOfThisTable()
    {
        var reflection = new Grpc.Reflection.V1.ServerReflection.ServerReflectionClient(network.AirlineNode.Connect());
        using var call = reflection.ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new() { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        var services = call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name);

        Assert.Equal(Served.Select(method => method.Service.FullName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), services.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_OfTheNode_HasTheSameCallsAsThisOneAndAsTheServices()
    {
        var served = Served.Select(method => method.FullName).Order(StringComparer.Ordinal);

        Assert.Equal(served, Rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            Served.Select(method => $"/{method.Service.FullName}/{method.Name}").Order(StringComparer.Ordinal), AccessTable.Calls.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Nobody)]
    [InlineData(Foreigner)]
    [InlineData(LoggedIn)]
    [InlineData(Auditor)]
    [InlineData(Shop)]
    [InlineData(Operator)]
    public async Task EveryCall_OfThisIdentity_IsDeniedUnlessItsRowSaysOtherwise(string identity)
    {
        var invoker = network.AirlineNode.Connect(CertificateOf(identity)).CreateCallInvoker();
        var headers = identity is LoggedIn
            ? await new Customer(network.Genesis).LoginAsync(new(invoker))
            : null;

        var ends = await Task.WhenAll(Served.Select(async method =>
            (Method: method, Error: await RawCall.TryAsync(invoker, method, [], headers, PatienceWith(method, identity)))));

        foreach (var (method, error) in ends)
        {
            var isDenied = error is not null && Refusal.ReasonOf(error)
                is "AUTH_DENIED" or "AUTH_IDENTITY_MISSING" or "AUTH_CERTIFICATE_UNKNOWN";
            Assert.True(isDenied != MayCall(method, identity), $"{identity} {method.FullName}: {error?.Status}");
        }
    }

    // Following everything is for auditors: whoever logged in has to name its own account.
    private static bool MayCall(MethodDescriptor method, string identity) =>
        Rows[method.FullName].Contains(identity, StringComparison.Ordinal)
        && !(method.FullName is "ledger.v1.Events.Follow" && identity is LoggedIn);

    // A denial comes at once and is waited for; a stream that is allowed goes on for ever.
    private static TimeSpan PatienceWith(MethodDescriptor method, string identity) =>
        TimeSpan.FromSeconds(MayCall(method, identity) ? 2 : 60);

    private ClientIdentity? CertificateOf(string identity) => identity switch
    {
        Foreigner => network.Foreigner,
        Auditor => network.Auditor,
        Shop => network.Shop,
        Operator => network.Operator,
        _ => null,
    };
}
