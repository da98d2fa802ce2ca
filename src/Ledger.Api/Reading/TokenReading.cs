using System.Globalization;
using Ledger.Api.Errors;
using Ledger.Api.Ports;
using Ledger.Contracts.V1;
using Ledger.Execution.Reading;
using Ledger.Execution.Records;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Values;
using TokenDefinition = Ledger.Contracts.V1.TokenDefinition;

namespace Ledger.Api.Reading;

/// <summary>Writes tokens with their supply as the proto says it.</summary>
internal sealed class TokenReading(ChainReader chain, INodeStatus node)
{
    public ListTokensResponse Read(ListTokensRequest request)
    {
        var page = request.PageToken.Length == 0 ? FirstPage(request) : TokenPage.Read(request.PageToken);
        using var state = chain.Open(page.Bound);
        var response = new ListTokensResponse { Height = state.Height.Value };
        if (request.Token.Length == 0)
            return Fill(response, page.First, Fields.PageSize(request.PageSize), state);
        var record = Holdings.FindTokenRecord(state.View.Entries, Fields.Token(request.Token, "token"));
        response.Tokens.Add(Describe(record ?? throw RpcErrors.Of(Reason.TokenNotFound)));
        return response;
    }

    private static TokenPage FirstPage(ListTokensRequest request) =>
        new(request.AtHeight == 0 ? null : new Height(request.AtHeight), null);

    private ListTokensResponse Fill(ListTokensResponse response, Ticker? first, int size, SharedState state)
    {
        var records = Holdings.TokensFrom(state.View.Entries, first, size + 1);
        response.Tokens.Add(records.Take(size).Select(Describe));
        if (records.Length > size)
            response.NextPageToken = new TokenPage(state.Height, records[size].Definition.Ticker).Write();
        return response;
    }

    private TokenSummary Describe(TokenRecord record) => new()
    {
        Definition = TokenDefinition.Parser.ParseFrom(TokenCodec.Encode(record.Definition)),
        IssuerName = node.Genesis.Members.FirstOrDefault(member => member.Index == record.Definition.Issuer)?.Name ?? "",
        Minted = record.Counters.Minted,
        Redeemed = record.Counters.Redeemed,
        Expired = record.Counters.Expired,
        Reversed = record.Counters.Reversed,
        Treasury = record.Counters.Treasury,
        Outstanding = record.Counters.Outstanding,
        Pending = record.Counters.Pending,
        Held = record.Counters.Held,
        MemberHeld = record.Counters.MemberHeld,
    };

    /// <param name="Bound">The height that all pages answer for; null for the tip.</param>
    /// <param name="First">The first ticker of the page. Nobody can ask for what is not public.</param>
    private readonly record struct TokenPage(Height? Bound, Ticker? First)
    {
        public string Write() => string.Create(CultureInfo.InvariantCulture, $"{First}.{Bound}");

        /// <summary>Throws the call's error if the text is no token.</summary>
        public static TokenPage Read(string text) =>
            text.Split('.') is [var ticker, var height]
            && Ticker.TryParse(ticker, out var first)
            && ulong.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var bound)
                ? new(new Height(bound), first)
                : throw RpcErrors.Of(Reason.PageTokenInvalid);
    }
}
