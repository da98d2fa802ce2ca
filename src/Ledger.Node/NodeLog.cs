using Microsoft.Extensions.Logging;

namespace Ledger.Node;

internal static partial class NodeLog
{
    [LoggerMessage(100, LogLevel.Critical, "The node stops: its memory or its disk can no longer be trusted.")]
    public static partial void Stopped(ILogger logger, Exception exception);
}
