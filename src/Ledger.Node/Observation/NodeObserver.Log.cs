using Microsoft.Extensions.Logging;

namespace Ledger.Node.Observation;

internal sealed partial class NodeObserver
{
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Listening: peers on port {PeerPort}, calls on port {ApiPort}; the chain is at height {Height}.")]
        public static partial void Listening(ILogger logger, int peerPort, int apiPort, ulong height);

        [LoggerMessage(2, LogLevel.Information, "Height {Height} is final in view {View}: {Transactions} transactions, block {Block}.")]
        public static partial void BlockCommitted(ILogger logger, ulong height, uint view, int transactions, string block);

        [LoggerMessage(3, LogLevel.Warning, "Height {Height} goes on in view {View}, led by {Leader}.")]
        public static partial void ViewSkipped(ILogger logger, ulong height, uint view, string leader);

        [LoggerMessage(4, LogLevel.Warning, "Giving up view {View} of height {Height}: {Reason}.")]
        public static partial void Nullifying(ILogger logger, ulong height, uint view, string reason);

        [LoggerMessage(5, LogLevel.Critical, "A validator signed contradicting votes: {Evidence}.")]
        public static partial void EvidenceFound(ILogger logger, string evidence);

        [LoggerMessage(6, LogLevel.Warning, "Block {Block} proposed for height {Height} is invalid here: {Fault}")]
        public static partial void BlockRejected(ILogger logger, ulong height, string block, string fault);

        [LoggerMessage(7, LogLevel.Warning, "The key did not sign {Kind} at height {Height}: {Refusal}.")]
        public static partial void VoteRefused(ILogger logger, ulong height, string kind, string refusal);

        [LoggerMessage(8, LogLevel.Critical, "This node follows and does not vote: {Why}")]
        public static partial void Quarantined(ILogger logger, string why);

        [LoggerMessage(9, LogLevel.Critical, "Stopped voting for good at height {Height}, {Reason}: {Detail}")]
        public static partial void Halted(ILogger logger, ulong height, string reason, string detail);

        [LoggerMessage(10, LogLevel.Warning, "At opening: {Notice}")]
        public static partial void Mended(ILogger logger, string notice);

        [LoggerMessage(11, LogLevel.Warning, "This node does not vote until it has rejoined: {Reason}.")]
        public static partial void Abstaining(ILogger logger, string reason);

        [LoggerMessage(12, LogLevel.Information, "A quorum proved height {Height}; voting begins again a little above it.")]
        public static partial void Rejoining(ILogger logger, ulong height);

        [LoggerMessage(13, LogLevel.Critical, "What this node signed is not known any more, so it follows without a vote. To let it vote again: stop it, move {Journal} away and start it with --rejoin.")]
        public static partial void JournalUnsound(ILogger logger, string journal);

        [LoggerMessage(15, LogLevel.Critical, "The node ends, since what it reads or writes failed: {Trouble}")]
        public static partial void Ending(ILogger logger, string trouble);

        [LoggerMessage(14, LogLevel.Warning, "At opening: the chain ends at height {Height}, but this node has voted at height {Voted}. The blocks in between were lost and are fetched from the others.")]
        public static partial void ChainBehind(ILogger logger, ulong height, ulong voted);
    }
}
