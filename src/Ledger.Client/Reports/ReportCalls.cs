using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Model.Values;

namespace Ledger.Client.Reports;

/// <summary>Reports for members and auditors. Any node gives the same for the same height.</summary>
public static class ReportCalls
{
    /// <summary>What members hold of each other's tokens as claims.</summary>
    /// <param name="height">Any height; null for the newest of the node that answers.</param>
    public static Task<Answer<ImmutableArray<PositionLine>>> ReportPositionsAsync(
        this LedgerClient client, Height? height = null, CancellationToken cancellationToken = default)
    {
        var request = new Contracts.V1.ReportPositionsRequest { Height = height?.Value ?? 0 };
        return client.Asking.ReadReportAsync(
            (node, options) => node.Chain.ReportPositions(request, options), Join, cancellationToken);
    }

    /// <summary>How much of the corridors is used on the day of a height.</summary>
    /// <param name="height">At most 256 below the node's; null for the newest.</param>
    public static Task<Answer<ImmutableArray<CorridorLine>>> ReportCorridorsAsync(
        this LedgerClient client, Height? height = null, CancellationToken cancellationToken = default)
    {
        var request = new Contracts.V1.ReportCorridorsRequest { Height = height?.Value ?? 0 };
        return client.Asking.ReadReportAsync(
            (node, options) => node.Chain.ReportCorridors(request, options), Join, cancellationToken);
    }

    /// <summary>Long lists come in several messages of one head.</summary>
    private static ImmutableArray<PositionLine> Join(List<Contracts.V1.Position> messages) =>
    [
        .. messages.Select(PositionLine.Read)
            .GroupBy(line => (line.HolderToken, line.Token))
            .Select(lines => lines.Last() with { Changes = [.. lines.SelectMany(line => line.Changes)] }),
    ];

    private static ImmutableArray<CorridorLine> Join(List<Contracts.V1.Corridor> messages) =>
    [
        .. messages.Select(CorridorLine.Read)
            .GroupBy(line => (line.Given, line.Taken))
            .Select(lines => lines.Last() with
            {
                Accounts = [.. lines.SelectMany(line => line.Accounts)],
                Transactions = [.. lines.SelectMany(line => line.Transactions)],
            }),
    ];
}
