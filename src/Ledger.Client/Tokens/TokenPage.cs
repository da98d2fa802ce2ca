using System.Collections.Immutable;

namespace Ledger.Client.Tokens;

/// <summary>One answer of a list of tokens.</summary>
internal sealed record TokenPage(ImmutableArray<Token> Tokens, string NextPageToken)
{
    public static TokenPage Read(Contracts.V1.ListTokensResponse response) =>
        new([.. response.Tokens.Select(token => Token.Read(response.Height, token))], response.NextPageToken);
}
