using Grpc.Core;
using Ledger.Client.Answers;

namespace Ledger.Client.Connections;

/// <summary>Reads from one node after the other until one answers. For calls that change nothing.</summary>
internal sealed class Asking(NodeRotation nodes, LedgerClientOptions options)
{
    public Task<Answer<T>> AskAsync<TResponse, T>(
        Func<NodeConnection, CallOptions, AsyncUnaryCall<TResponse>> call,
        Func<TResponse, T> read,
        CancellationToken cancellationToken)
        where T : notnull =>
        AskAsync(async (node, callOptions) => await call(node, callOptions), read, cancellationToken);

    public Task<Answer<T>> AskAsync<TResponse, T>(
        Func<NodeConnection, CallOptions, Task<TResponse>> call,
        Func<TResponse, T> read,
        CancellationToken cancellationToken)
        where T : notnull => AskAsync(call, read, patience => patience.Deadline, cancellationToken);

    /// <summary>Reads a stream that ends by itself, to its end.</summary>
    public Task<Answer<T>> ReadReportAsync<TMessage, T>(
        Func<NodeConnection, CallOptions, AsyncServerStreamingCall<TMessage>> call,
        Func<List<TMessage>, T> read,
        CancellationToken cancellationToken)
        where T : notnull => AskAsync(
        async (node, callOptions) =>
        {
            using var stream = call(node, callOptions);
            return await stream.ResponseStream.ReadAllAsync(cancellationToken).ToListAsync(cancellationToken);
        },
        read,
        _ => options.Clock.GetUtcNow().UtcDateTime + options.ReportTimeout,
        cancellationToken);

    /// <param name="deadlineOf">When an attempt that begins now has to be over.</param>
    private async Task<Answer<T>> AskAsync<TResponse, T>(
        Func<NodeConnection, CallOptions, Task<TResponse>> call,
        Func<TResponse, T> read,
        Func<Patience, DateTime> deadlineOf,
        CancellationToken cancellationToken)
        where T : notnull
    {
        var patience = options.ToRead();
        var isUnsent = true;
        while (true)
        {
            var connection = nodes.Current;
            var callOptions = new CallOptions(deadline: deadlineOf(patience), cancellationToken: cancellationToken);
            var answer = await TryAsync(() => call(connection, callOptions), read, connection, cancellationToken);
            if (answer.Error is not { Kind: ErrorKind.Busy or ErrorKind.Unreachable } error)
                return answer;
            isUnsent &= error.IsUnsent;
            if (!patience.Covers(error))
                return new(error with { IsUnsent = isUnsent });
            nodes.MoveOn(connection);
            await patience.PauseAsync(error, cancellationToken);
        }
    }

    private static async Task<Answer<T>> TryAsync<TResponse, T>(
        Func<Task<TResponse>> call,
        Func<TResponse, T> read,
        NodeConnection connection,
        CancellationToken cancellationToken)
        where T : notnull
    {
        try
        {
            return new(read(await call()));
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new(RpcErrorReader.Read(exception, connection.Address));
        }
        catch (InvalidDataException exception)
        {
            return new(LedgerError.Unreachable(exception.Message, connection.Address));
        }
    }
}
