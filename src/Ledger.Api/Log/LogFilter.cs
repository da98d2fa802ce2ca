using Ledger.Api.Errors;
using Ledger.Api.Operations;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;

namespace Ledger.Api.Log;

/// <summary>What a caller wants to see of the log. An empty list asks for everything.</summary>
internal sealed record LogFilter(
    IReadOnlySet<AccountId> Accounts, IReadOnlySet<Ticker> Tokens, IReadOnlySet<string> Operations)
{
    private const int EntriesMax = 64;

    /// <summary>Throws the call's error if an entry makes no sense.</summary>
    public static LogFilter Read(
        IReadOnlyList<Google.Protobuf.ByteString> accounts, IReadOnlyList<string> tokens, IReadOnlyList<string> operations)
    {
        if (accounts.Count > EntriesMax || tokens.Count > EntriesMax || operations.Count > EntriesMax)
            throw RpcErrors.OfField("filter", "A filter has at most 64 entries in each list.");
        if (operations.FirstOrDefault(name => !OperationCatalogue.Names.Contains(name)) is { } unknown)
            throw RpcErrors.OfField("filter.operations", $"There is no operation {Quoted(unknown)}.");
        return new(
            accounts.Select(account => Fields.Account(account, "filter.accounts")).ToHashSet(),
            tokens.Select(token => Fields.Token(token, "filter.tokens")).ToHashSet(),
            operations.ToHashSet(StringComparer.Ordinal));
    }

    public bool WantsOperation(string name) => Operations.Count == 0 || Operations.Contains(name);

    public bool WantsTokenOf(IEnumerable<Movement> movements) =>
        Tokens.Count == 0 || movements.Any(movement => Tokens.Contains(movement.Token));

    public bool WantsAccountOf(IEnumerable<Movement> movements) =>
        Accounts.Count == 0 || movements.Any(movement => Accounts.Contains(movement.Account));

    // What comes back in an error stays short, whatever was sent.
    private static string Quoted(string text) => text.Length <= 32 ? text : text[..32] + "…";
}
