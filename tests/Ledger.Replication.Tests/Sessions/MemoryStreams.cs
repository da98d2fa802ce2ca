using System.Threading.Channels;
using Grpc.Core;
using Ledger.Replication.Sessions;

namespace Ledger.Replication.Tests.Sessions;

/// <summary>Both ends of one stream without a network between them.</summary>
internal static class MemoryStreams
{
    public static (Duplex<T> One, Duplex<T> Other) Create<T>()
    {
        var there = Channel.CreateUnbounded<T>();
        var back = Channel.CreateUnbounded<T>();
        return (new(new Reader<T>(back.Reader), new Writer<T>(there.Writer)),
            new(new Reader<T>(there.Reader), new Writer<T>(back.Writer)));
    }

    private sealed class Reader<T>(ChannelReader<T> messages) : IAsyncStreamReader<T>
    {
        public T Current { get; private set; } = default!;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            Current = await messages.ReadAsync(cancellationToken);
            return true;
        }
    }

    private sealed class Writer<T>(ChannelWriter<T> messages) : IAsyncStreamWriter<T>
    {
        public WriteOptions? WriteOptions { get; set; }

        public async Task WriteAsync(T message) => await messages.WriteAsync(message);

        public async Task WriteAsync(T message, CancellationToken cancellationToken) =>
            await messages.WriteAsync(message, cancellationToken);
    }
}
