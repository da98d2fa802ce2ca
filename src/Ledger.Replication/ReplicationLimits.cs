namespace Ledger.Replication;

/// <summary>What one peer may cost. Both sides count on these (PROTOCOL 10.6), so they are not options.</summary>
internal static class ReplicationLimits
{
    public const uint ProtocolVersion = 1;

    /// <summary>A proposal with its recipe and four certificates of 256 validators stays below it.</summary>
    public const int ConsensusBytesMax = 512 * 1024;

    /// <summary>A block of 8 MiB with its certificates and the framing of 20,000 transactions stays below it.</summary>
    public const int BulkBytesMax = 10 * 1024 * 1024;

    /// <summary>A peer that sends faster is read more slowly.</summary>
    public const int ConsensusMessagesPerSecond = 200;

    public const int ConsensusMessagesBurst = 1000;

    public const int ConsensusBytesPerSecond = 2 * 1024 * 1024;

    /// <summary>Certificates beyond this are dropped: whoever needs one sends it again.</summary>
    public const int CertificatesPerSecond = 20;

    /// <summary>Bulk messages; a peer that sends faster is read more slowly.</summary>
    public const int BulkMessagesPerSecond = 4_000;

    public const int BulkMessagesBurst = 10_000;

    /// <summary>
    /// Bulk that this node did not ask for, which bounds the signatures that a peer makes it verify: some 16,000 transfers
    /// a second. Beyond it the peer is read more slowly.
    /// </summary>
    public const int UnaskedBytesPerSecond = 4 * 1024 * 1024;

    public const int UnaskedBytesBurst = 32 * 1024 * 1024;

    /// <summary>Answers that are still to come count as asked for up to here: a silent peer saves up no more.</summary>
    public const long AskedBytesMax = 64L * 1024 * 1024;

    /// <summary>Requests for a signed tip beyond this are dropped: who needs the answer asks again.</summary>
    public const int StatusRequestsPerSecond = 10;

    /// <summary>Unsent consensus messages for one peer; the oldest makes room.</summary>
    public const int UrgentMessagesMax = 256;

    /// <summary>
    /// Unsent bulk for one peer; beyond it the session ends and starts anew with what is still wanted.
    /// </summary>
    public const long BulkQueueBytesMax = 96L * 1024 * 1024;

    /// <summary>Messages of one stream that are being verified; beyond it the stream is not read on.</summary>
    public const int ConsensusVerifyingMax = 32;

    /// <summary>Fewer, since each may have <see cref="BulkBytesMax"/>.</summary>
    public const int BulkVerifyingMax = 8;

    /// <summary>Characters of a peer's words that reach a log: enough for every reason of ours.</summary>
    public const int WordsMax = 200;

    /// <summary>Signatures remembered as valid, in each of two generations.</summary>
    public const int RememberedSignaturesMax = 64 * 1024;

    /// <summary>Earlier starts that a greeting names.</summary>
    public const int EarlierStartsMax = 255;

    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan GreetingTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How often a peer that has not proved its tip is asked for it.</summary>
    public static readonly TimeSpan StatusRequestPeriod = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan ReconnectDelayMin = TimeSpan.FromMilliseconds(50);

    public static readonly TimeSpan ReconnectDelayMax = TimeSpan.FromSeconds(1);
}
