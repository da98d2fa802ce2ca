using System.Runtime.CompilerServices;
using Grpc.Core;
using Ledger.Client.Connections;
using Ledger.Contracts.V1;
using Ledger.Model.Values;

namespace Ledger.Client.Histories;

/// <summary>Reads an account's past page after page, as far as somebody goes on reading.</summary>
internal static class HistoryPages
{
    public static async IAsyncEnumerable<HistoryEntry> ReadAsync(
        LedgerClient client,
        AccountId account,
        HistoryQuery query,
        Func<NodeConnection, CallOptions, GetHistoryRequest, Task<GetHistoryResponse>> call,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pageToken = "";
        do
        {
            var request = query.ToRequest(account, client.Seen.Value, pageToken);
            var answer = await client.Asking.AskAsync(
                (node, options) => call(node, options, request), Read, cancellationToken);
            foreach (var entry in answer.Value.Entries)
                yield return entry;
            pageToken = answer.Value.NextPageToken;
        }
        while (pageToken.Length > 0);
    }

    private static Page Read(GetHistoryResponse response) =>
        new([.. response.Entries.Select(HistoryEntry.Read)], response.NextPageToken);

    private sealed record Page(IReadOnlyList<HistoryEntry> Entries, string NextPageToken);
}
