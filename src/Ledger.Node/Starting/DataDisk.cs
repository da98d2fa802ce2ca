namespace Ledger.Node.Starting;

/// <summary>
/// Where the data are. A node ends in order before that disk is full: RocksDB aborts the process when a write finds no
/// room, with words about something else.
/// </summary>
/// <param name="free">Bytes that are left.</param>
internal sealed class DataDisk(string path, Func<long> free)
{
    /// <summary>A table of RocksDB's is written at once, and the next log and a segment of the journal beside it.</summary>
    public const long FreeBytesMin = 128 << 20;

    private const int MebibyteBits = 20;

    public static DataDisk Of(string path)
    {
        var disk = new DriveInfo(path);
        return new(path, () => disk.AvailableFreeSpace);
    }

    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Throws <see cref="StartRefusedException"/> if too little is left.</summary>
    public void Check()
    {
        var left = free();
        if (left < FreeBytesMin)
        {
            throw new StartRefusedException(
                $"{path}: its disk is full: {left >> MebibyteBits} MiB are left, and a node ends below {FreeBytesMin >> MebibyteBits}. "
                + "Make room and start it; nothing is damaged.");
        }
    }

    /// <summary>Ends only by failing as <see cref="Check"/> does, or cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Check();
            await Task.Delay(Interval, cancellationToken);
        }
    }
}
