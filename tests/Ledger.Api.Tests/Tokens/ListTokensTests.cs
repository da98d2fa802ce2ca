using Grpc.Core;
using Ledger.Api.Tests.Networks;
using Ledger.Contracts.V1;
using ChainClient = Ledger.Contracts.V1.Chain.ChainClient;

namespace Ledger.Api.Tests.Tokens;

[Collection(NetworkGroup.Name)]
public sealed class ListTokensTests(TestNetwork network)
{
    private readonly ChainClient _chain = new(network.AirlineNode.Connect());

    [Fact]
    public async Task Tokens_PageByPage_AreThoseOfTheFirstPagesHeight()
    {
        var request = new ListTokensRequest { PageSize = 1 };

        var tokens = new List<TokenSummary>();
        var heights = new HashSet<ulong>();
        do
        {
            var page = await _chain.ListTokensAsync(request);
            tokens.AddRange(page.Tokens);
            heights.Add(page.Height);
            request.PageToken = page.NextPageToken;
            await network.CustomerWithAsync(1_000);
        }
        while (request.PageToken.Length > 0);

        var whole = await _chain.ListTokensAsync(new() { AtHeight = Assert.Single(heights) });
        Assert.Equal(["BEANS", "GATE", "MILES"], tokens.ConvertAll(token => token.Definition.Ticker));
        Assert.Equal(whole.Tokens, tokens);
    }

    [Theory]
    [InlineData("MILES", "NODE_PAGE_TOKEN_INVALID")]
    [InlineData("miles.1", "NODE_PAGE_TOKEN_INVALID")]
    [InlineData("MILES.-1", "NODE_PAGE_TOKEN_INVALID")]
    [InlineData("MILES.18446744073709551615", "NODE_HEIGHT_NOT_REACHED")]
    public async Task Tokens_WithAPageTokenOfNobody_AreRefused(string token, string reason)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await _chain.ListTokensAsync(new() { PageToken = token }));

        Assert.Equal(reason, Refusal.ReasonOf(error));
    }
}
