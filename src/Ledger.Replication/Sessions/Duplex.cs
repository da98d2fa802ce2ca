using Grpc.Core;

namespace Ledger.Replication.Sessions;

/// <summary>The two directions of one stream, whichever side opened it.</summary>
internal sealed record Duplex<T>(IAsyncStreamReader<T> Reader, IAsyncStreamWriter<T> Writer)
{
    /// <summary>The next message. The stream's end is the peer's fault: nobody ends a stream in order.</summary>
    public async Task<T> ReadAsync(CancellationToken cancellationToken) =>
        await Reader.MoveNext(cancellationToken)
            ? Reader.Current
            : throw new PeerFaultException("The peer ended the stream.");
}
