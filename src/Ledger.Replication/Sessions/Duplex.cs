using Grpc.Core;

namespace Ledger.Replication.Sessions;

/// <summary>The two directions of one stream, whichever side opened it. One reads and one writes at a time.</summary>
internal sealed class Duplex<T>(IAsyncStreamReader<T> reader, IAsyncStreamWriter<T> writer)
{
    private const string Ended = "The peer ended the stream.";

    /// <summary>The next message. The stream's end is the peer's fault: nobody ends a stream in order.</summary>
    public async Task<T> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await reader.MoveNext(cancellationToken) ? reader.Current : throw new PeerFaultException(Ended);
        }
        catch (InvalidOperationException)
        {
            throw new PeerFaultException(Ended);
        }
    }

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteAsync(message, cancellationToken);
        }
        catch (InvalidOperationException)
        {
            // So gRPC says that the call has ended, and it says so here only: elsewhere it is a bug.
            throw new PeerFaultException(Ended);
        }
    }
}
