using System.Net;
using System.Text;
using System.Text.Json;
using Ledger.Api.Callers;
using Ledger.Api.Tests.Networks;

namespace Ledger.Api.Tests.Json;

[Collection(NetworkGroup.Name)]
public sealed class JsonCallTests(TestNetwork network)
{
    [Fact]
    public async Task GetAccount_AsJson_HasAmountsAsTextWithTickerAndScale()
    {
        var alice = await network.CustomerWithAsync(1_234);
        var http = network.AirlineNode.ConnectHttp(network.Auditor);

        var (status, answer) = await PostAsync(
            http, "/v1/Wallet/GetAccount", $"{{\"account\":\"{alice.AccountBytes.ToBase64()}\"}}");

        var balance = answer.GetProperty("account").GetProperty("balances")[0];
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("1234", balance.GetProperty("spendable").GetString());
        Assert.Equal("MILES", balance.GetProperty("token").GetString());
        Assert.Equal(2, balance.GetProperty("scale").GetInt32());
    }

    [Theory]
    [InlineData("/v1/Wallet/GetAccount", "{}", HttpStatusCode.Unauthorized, "AUTH_IDENTITY_MISSING")]
    [InlineData("/v1/Wallet/Submit", "{}", HttpStatusCode.BadRequest, "TX_SIGNATURE_COUNT")]
    [InlineData("/v1/Wallet/Submit", "{\"nonsense\":1}", HttpStatusCode.BadRequest, "NODE_REQUEST_MALFORMED")]
    [InlineData("/v1/Wallet/Submit", "not JSON", HttpStatusCode.BadRequest, "NODE_REQUEST_MALFORMED")]
    [InlineData("/v1/Wallet/Submit", "{\"transaction\":\"%\"}", HttpStatusCode.BadRequest, "NODE_REQUEST_MALFORMED")]
    [InlineData("/v1/Wallet/Submit", "{\"transaction\":5}", HttpStatusCode.BadRequest, "NODE_REQUEST_MALFORMED")]
    [InlineData("/v1/Chain/ListTokens", "{\"pageSize\":-1}", HttpStatusCode.BadRequest, "NODE_REQUEST_MALFORMED")]
    [InlineData("/v1/Chain/ListTokens", "{\"token\":\"NOSUCH\"}", HttpStatusCode.NotFound, "TOKEN_NOT_FOUND")]
    [InlineData("/v1/Issuer/Mint", "{}", HttpStatusCode.Unauthorized, "AUTH_IDENTITY_MISSING")]
    public async Task Call_ThatIsRefused_SaysWhyAsAStatusOfGoogleRpc(
        string path, string body, HttpStatusCode expected, string reason)
    {
        var (status, answer) = await PostAsync(network.AirlineNode.ConnectHttp(), path, body);

        Assert.Equal(expected, status);
        Assert.Equal(reason, answer.GetProperty("details")[0].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("{\"nonsense\":1}", "nonsense")]
    [InlineData("{\"transaction\":5}", "Bytes")]
    [InlineData("{\"transaction\":\"%\"}", "base64")]
    public async Task Body_ThatIsNoJsonOfTheRequest_IsRefusedWithWhatIsWrongInIt(string body, string word)
    {
        var (_, answer) = await PostAsync(network.AirlineNode.ConnectHttp(), "/v1/Wallet/Submit", body);

        var violation = answer.GetProperty("details").EnumerateArray().Single(detail => detail.TryGetProperty("fieldViolations", out _))
            .GetProperty("fieldViolations")[0];
        Assert.Contains(word, violation.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Contains(word, answer.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/v1/Chain/Nope")]
    [InlineData("GET", "/v1/Chain/GetStatus")]
    [InlineData("GET", "/")]
    public async Task Request_OfNoCall_IsToldWhereTheCallsAre(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path);

        var response = await network.AirlineNode.ConnectHttp().SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("/openapi.json", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_OfABodyThatIsTooLarge_IsRefused()
    {
        var body = $"{{\"transaction\":\"{new string('A', 1 << 20)}\"}}";

        var (status, answer) = await PostAsync(network.AirlineNode.ConnectHttp(), "/v1/Wallet/Submit", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("NODE_REQUEST_TOO_LARGE", answer.GetProperty("details")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Follow_AsJson_IsOneObjectALine()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/Events/Follow")
        {
            Content = new StringContent("{\"fromHeight\":\"0\"}", Encoding.UTF8, "application/json"),
        };
        await network.CustomerWithAsync(3);
        using var response = await network.AirlineNode.ConnectHttp(network.Auditor)
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());

        using var first = JsonDocument.Parse((await lines.ReadLineAsync())!);

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        Assert.True(first.RootElement.GetProperty("result").TryGetProperty("operationDone", out _));
    }

    [Fact]
    public async Task OpenApi_Document_NamesEveryJsonCallAndResolvesItsReferences()
    {
        var http = network.AirlineNode.ConnectHttp();
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)));
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");

        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            var (status, _) = await PostAsync(http, path.Name, "\"\"");
            Assert.Equal(HttpStatusCode.BadRequest, status);
        }

        Assert.Contains("\"/v1/Wallet/Simulate\"", document.RootElement.GetRawText(), StringComparison.Ordinal);
        foreach (var reference in References(document.RootElement))
            Assert.True(schemas.TryGetProperty(reference[(reference.LastIndexOf('/') + 1)..], out _), reference);
    }

    [Fact]
    public async Task OpenApi_Document_SaysOfEveryCallWhatItDoesAndWhoMayMakeIt()
    {
        var text = await network.AirlineNode.ConnectHttp().GetStringAsync(new Uri("/openapi.json", UriKind.Relative));
        using var document = JsonDocument.Parse(text);

        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            var description = path.Value.GetProperty("post").GetProperty("description").GetString()!;
            Assert.True(AccessTable.TryFind($"/ledger.v1.{path.Name["/v1/".Length..]}", out var access));
            Assert.Equal(access == Access.Auditor, description.Contains("auditor's certificate", StringComparison.Ordinal));
        }

        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        var state = schemas.GetProperty("ledger.v1.SubmitAndWaitResponse").GetProperty("properties").GetProperty("state");
        Assert.Equal("Outcome or expired, never pending.", state.GetProperty("description").GetString());
        Assert.NotEmpty(References(state));
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.NameEquals("$ref") ? [property.Value.GetString()!] : References(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, document.RootElement.Clone());
    }
}
