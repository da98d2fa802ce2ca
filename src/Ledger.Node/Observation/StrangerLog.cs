using System.Net;
using Ledger.Api.Ports;
using Ledger.Cryptography;
using Ledger.Replication;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Observation;

/// <summary>
/// Says who was refused for a key that nobody knows: each key of each address once in a while, so that one that tries
/// again all the time is not a flood.
/// </summary>
internal sealed partial class StrangerLog(ILogger<StrangerLog> logger, TimeProvider clock) : IStrangerLog
{
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    /// <summary>In that time, of peers and of callers.</summary>
    public const int LinesMax = 64;

    private readonly SaidLately<(string Pin, string Address)> _peers = new(Silence, LinesMax, clock);
    private readonly SaidLately<(string Pin, string Address)> _callers = new(Silence, LinesMax, clock);

    public void CallRefused(string pin, string address)
    {
        if (_callers.IsNews((pin, address)))
            WriteCallRefused(logger, address, pin);
    }

    /// <param name="pin">Null if no certificate was shown.</param>
    public void PeerRefused(Digest? pin, EndPoint? address)
    {
        // Without the port, which is another one each time.
        var from = (address as IPEndPoint)?.Address.ToString() ?? $"{address}";
        if (!_peers.IsNews(($"{pin}", from)))
            return;
        if (pin is { } shown)
            WritePeerRefused(logger, from, $"{shown}");
        else
            WriteNobodyRefused(logger, from);
    }

    [LoggerMessage(20, LogLevel.Warning, "Refused a connection from {Address} to the port for peers: the pin of its TLS key, {Pin}, is no member's. Another network's node, or a member's with another tls.key than the genesis file says.")]
    private static partial void WritePeerRefused(ILogger logger, string address, string pin);

    [LoggerMessage(21, LogLevel.Warning, "Refused a connection from {Address} to the port for peers: it showed no certificate, so it is no member's node.")]
    private static partial void WriteNobodyRefused(ILogger logger, string address);

    [LoggerMessage(22, LogLevel.Warning, "Refused a call from {Address}: the pin of its certificate's key, {Pin}, is no member's and not under Api:Clients.")]
    private static partial void WriteCallRefused(ILogger logger, string address, string pin);
}
