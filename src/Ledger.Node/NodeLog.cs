using Microsoft.Extensions.Logging;

namespace Ledger.Node;

internal static partial class NodeLog
{
    [LoggerMessage(100, LogLevel.Critical, "The node stops: its memory or its disk can no longer be trusted.")]
    public static partial void Stopped(ILogger logger, Exception exception);

    [LoggerMessage(101, LogLevel.Warning, "{Finding} It begins anew as the latest start, and rejoins.")]
    public static partial void BeginsAnew(ILogger logger, string finding);

    [LoggerMessage(102, LogLevel.Critical, "The node stops, and can be started again once this is mended (deploy/README.md): {Trouble}")]
    public static partial void StoppedByTrouble(ILogger logger, string trouble);
}
