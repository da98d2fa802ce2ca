using Ledger.Audit.Archives;
using Ledger.Audit.Blocks;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Auditor.Archives;

/// <summary>
/// Writes an archive (PROTOCOL 13.1). Whoever ends it without <see cref="EndAsync"/> leaves a cut one.
/// </summary>
internal sealed class ArchiveWriter(Stream stream)
{
    private Digest _checksum;
    private Height _last;

    public async Task BeginAsync(NetworkId network, CancellationToken cancellationToken)
    {
        var head = ArchiveFormat.WriteHead(network);
        _checksum = ArchiveFormat.ChecksumOf(head);
        await stream.WriteAsync(head, cancellationToken);
    }

    public Task WriteAsync(RawBlock block, CancellationToken cancellationToken)
    {
        _last = block.Height;
        return WriteAsync(ArchiveFormat.WriteBlock(block), cancellationToken);
    }

    /// <summary>The checksum that names the whole archive.</summary>
    public async Task<Digest> EndAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(ArchiveFormat.WriteEnd(_last), cancellationToken);
        return _checksum;
    }

    private async Task WriteAsync(byte[] record, CancellationToken cancellationToken)
    {
        _checksum = ArchiveFormat.ChecksumOf(_checksum, record);
        await stream.WriteAsync(record, cancellationToken);
        await stream.WriteAsync(_checksum.ToArray(), cancellationToken);
    }
}
