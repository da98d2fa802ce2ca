using System.Runtime.CompilerServices;
using Grpc.Core;
using Ledger.Client.Answers;
using Ledger.Client.Connections;
using Ledger.Client.Wallets;

namespace Ledger.Client.Events;

/// <summary>
/// Follows events over whichever node answers. A break is mended by asking the next node for what comes after the last
/// cursor, so there is no gap; and what is not beyond that cursor is dropped, so there is no repetition.
/// </summary>
internal sealed class EventReader(NodeRotation nodes, LedgerClientOptions options)
{
    /// <summary>Three heartbeats.</summary>
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(30);

    /// <param name="logins">Null for whoever has a certificate.</param>
    /// <exception cref="LedgerException">
    /// A node refused the query, or none answered for as long as reads wait.
    /// </exception>
    public async IAsyncEnumerable<LedgerEvent> FollowAsync(
        EventQuery query,
        LoginSessions? logins,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = new ResumingStream<LedgerEvent>(
            nodes,
            options,
            (connection, last, token) => OpenAsync(connection, query.ToRequest(last?.Cursor), logins, token))
        {
            SilenceMax = SilenceMax,
            LoginLost = logins is null ? null : logins.Forget,
        };
        var passed = query.After;
        await foreach (var next in stream.ReadAsync(cancellationToken))
        {
            if (next.Cursor <= passed)
                continue;
            passed = next.Cursor;
            yield return next;
        }
    }

    private static async IAsyncEnumerable<LedgerEvent> OpenAsync(
        NodeConnection connection,
        Contracts.V1.FollowRequest request,
        LoginSessions? logins,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var metadata = logins is null ? [] : await logins.IdentifyAsync(connection, cancellationToken);
        using var call = connection.Events.Follow(request, metadata, cancellationToken: cancellationToken);
        await foreach (var message in call.ResponseStream.ReadAllAsync(cancellationToken))
            yield return LedgerEvent.Read(message);
    }
}
