using Grpc.Core;
using Ledger.Replication.Membership;
using Microsoft.Extensions.Logging;

namespace Ledger.Replication.Tests.Sessions;

public sealed class PeerLogTests : ILogger<PeerLog>
{
    private readonly List<string> _lines = [];
    private readonly StoppedClock _clock = new();
    private readonly PeerLog _log;

    public PeerLogTests() => _log = new(this, new(1, [PeerAt(3), PeerAt(4)]), _clock);

    [Fact]
    public void Ended_WithWordsOfThePeer_WritesThemShortAndOnOneLine()
    {
        var words = "gone\r\n2026-01-01 all is well \u001b[2J" + new string('x', 10_000);

        _log.Ended(3, new RpcException(new(StatusCode.Unavailable, words)));

        var line = Assert.Single(_lines);
        Assert.DoesNotContain(line, char.IsControl);
        Assert.InRange(line.Length, 100, 300);
    }

    [Fact]
    public void Connected_AgainAndAgain_WritesSoManyLinesOfOnePeer()
    {
        for (var count = 0; count < 1_000; count++)
        {
            _log.Connected(3);
            _log.Ended(3, "The peer ended the stream.");
        }

        Assert.Equal(120, _lines.Count);
        _log.Connected(4);
        _clock.Now += PeerLog.Silence;
        _log.Connected(3);
        Assert.Equal(122, _lines.Count);
    }

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    void ILogger.Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) => _lines.Add(formatter(state, exception));

    private static PeerMember PeerAt(ushort index) => new(index, $"peer {index}", Sample.Hash($"key {index}"), new("127.0.0.1", 1));

    private sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
