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
        using var state = chain.Open(request.AtHeight == 0 ? null : new Height(request.AtHeight));
        var response = new ListTokensResponse { Height = state.Height.Value };
        if (request.Token.Length == 0)
            return ReadPage(request, state, response);
        var record = Holdings.FindTokenRecord(state.View.Entries, Fields.Token(request.Token, "token"));
        response.Tokens.Add(Describe(record ?? throw RpcErrors.Of(Reason.TokenNotFound)));
        return response;
    }

    // The token of a page is the ticker that the next one begins with: nobody can ask for what is not public.
    private ListTokensResponse ReadPage(ListTokensRequest request, SharedState state, ListTokensResponse response)
    {
        var size = Fields.PageSize(request.PageSize);
        Ticker? first = request.PageToken.Length == 0
            ? null
            : Ticker.TryParse(request.PageToken, out var ticker) ? ticker : throw RpcErrors.Of(Reason.PageTokenInvalid);
        var records = Holdings.TokensFrom(state.View.Entries, first, size + 1);
        response.Tokens.Add(records.Take(size).Select(Describe));
        if (records.Length > size)
            response.NextPageToken = records[size].Definition.Ticker.ToString();
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
}
