using Grpc.Core;
using Ledger.Replication.Sessions;

namespace Ledger.Replication.Tests.Sessions;

public sealed class AttemptTests
{
    [Fact]
    public async Task Catch_OfABug_LetsItThrough() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => Attempt.CatchAsync(() => throw new InvalidOperationException("a bug")));

    /// <summary>gRPC says with the exception of a bug that a call has ended, which is nobody's.</summary>
    [Fact]
    public async Task Stream_WhoseCallHasEnded_IsThePeersFault()
    {
        var stream = new Duplex<string>(new EndedCall(), new EndedCall());

        Assert.IsType<PeerFaultException>(await Attempt.CatchAsync(() => stream.ReadAsync(CancellationToken.None)));
        Assert.IsType<PeerFaultException>(await Attempt.CatchAsync(() => stream.WriteAsync("word", CancellationToken.None)));
    }

    private sealed class EndedCall : IAsyncStreamReader<string>, IAsyncStreamWriter<string>
    {
        public string Current => "";

        public WriteOptions? WriteOptions { get; set; }

        public Task<bool> MoveNext(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Can't read messages after the request is complete.");

        public Task WriteAsync(string message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(string message, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Can't write the message because the call is complete.");
    }
}
