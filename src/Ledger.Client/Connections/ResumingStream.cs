using System.Runtime.CompilerServices;
using Grpc.Core;
using Ledger.Client.Answers;
using Ledger.Model.Reasons;

namespace Ledger.Client.Connections;

/// <summary>
/// An endless stream over whichever node answers. After a break it is opened again at the next node, from the last item
/// on; what to ask for then, and what is a repetition, <paramref name="open"/> knows.
/// </summary>
/// <param name="open">Opens the stream at one node, given the last item that was read.</param>
internal sealed class ResumingStream<T>(
    NodeRotation nodes,
    LedgerClientOptions options,
    Func<NodeConnection, T?, CancellationToken, IAsyncEnumerable<T>> open)
    where T : class
{
    /// <summary>A node that sends nothing for so long is given up; null where silence is normal.</summary>
    public TimeSpan? SilenceMax { get; init; }

    /// <summary>
    /// Told that a node no longer knows who asks; then the stream is opened once more there. Null where nobody logs in.
    /// </summary>
    public Action<NodeConnection>? LoginLost { get; init; }

    /// <exception cref="LedgerException">A node refused, or none answered for as long as reads wait.</exception>
    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        T? last = null;
        Patience? patience = null;
        var isLoginNew = false;
        while (true)
        {
            var connection = nodes.Current;
            LedgerError? error = null;
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await using var items = open(connection, last, silence.Token).GetAsyncEnumerator(silence.Token);
            while (error is null)
            {
                silence.CancelAfter(SilenceMax ?? Timeout.InfiniteTimeSpan);
                T? next;
                (next, error) = await NextAsync(items, connection, cancellationToken);
                if (next is null)
                    continue;
                (last, patience, isLoginNew) = (next, null, false);
                yield return next;
            }

            if (error.Reason == Reason.LoginInvalid && LoginLost is not null && !isLoginNew)
            {
                LoginLost(connection);
                isLoginNew = true;
                continue;
            }

            // However long the stream was quiet before, the search for another node begins now.
            patience ??= options.ToRead();
            if (error.Kind is ErrorKind.Rejected or ErrorKind.Denied || patience.IsOver)
                throw new LedgerException(error);
            nodes.MoveOn(connection);
            isLoginNew = false;
            await patience.PauseAsync(error, cancellationToken);
        }
    }

    /// <summary>Either an item or the reason why there is none from this node.</summary>
    private static async Task<(T? Item, LedgerError? Error)> NextAsync(
        IAsyncEnumerator<T> items, NodeConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await items.MoveNextAsync()
                ? (items.Current, null)
                : (null, LedgerError.Unreachable("The node ended the stream.", connection.Address));
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (null, RpcErrorReader.Read(exception, connection.Address));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, LedgerError.Unreachable("The node fell silent.", connection.Address));
        }
        catch (InvalidDataException exception)
        {
            return (null, LedgerError.Unreachable(exception.Message, connection.Address));
        }
    }
}
