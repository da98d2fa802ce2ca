using Ledger.Audit.Archives;
using Ledger.Audit.Blocks;
using Ledger.Audit.Findings;
using Ledger.Auditor.Sources;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Auditor.Archives;

/// <summary>
/// Reads an archive from its first byte to its last (PROTOCOL 13.1). Not seekable, not for two threads.
/// </summary>
internal sealed class ArchiveReader(Stream stream, string name)
{
    private Digest _checksum;
    private Height? _last;

    public long Position { get; private set; }

    public async Task<NetworkId> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var head = await ReadAsync(ArchiveFormat.HeadSize, cancellationToken);
        if (!ArchiveFormat.TryReadHead(head, out var network))
            throw Damage("is no archive of this version");
        _checksum = ArchiveFormat.ChecksumOf(head);
        return network;
    }

    /// <summary>The next block; null at the end, where nothing may follow.</summary>
    public async Task<RawBlock?> ReadBlockAsync(CancellationToken cancellationToken)
    {
        var start = Position;
        var head = await ReadAsync(ArchiveFormat.RecordHeadSize, cancellationToken);
        if (!ArchiveFormat.TryReadRecordHead(head, out var kind, out var length))
            throw Damage("is no record", start);
        var record = new byte[head.Length + length];
        head.CopyTo(record, 0);
        await FillAsync(record.AsMemory(head.Length), cancellationToken);
        var stored = await ReadAsync(Digest.Size, cancellationToken);
        _checksum = ArchiveFormat.ChecksumOf(_checksum, record);
        if (_checksum != new Digest(stored))
            throw Damage("does not have its checksum", start);
        var payload = record.AsMemory(head.Length);
        return kind == ArchiveRecordKind.Block
            ? ReadBlock(payload, start)
            : await EndAsync(payload, start, cancellationToken);
    }

    private RawBlock ReadBlock(ReadOnlyMemory<byte> payload, long start)
    {
        var expected = _last?.Next ?? Height.Genesis;
        if (!RawBlock.TryRead(payload, out var block) || block!.Height != expected)
            throw Damage($"does not hold the block of height {expected}", start);
        _last = expected;
        return block;
    }

    private async Task<RawBlock?> EndAsync(
        ReadOnlyMemory<byte> payload, long start, CancellationToken cancellationToken)
    {
        var pieces = new Splitter(payload);
        var last = new Height(pieces.UInt64());
        if (!pieces.IsSound || !pieces.IsAtEnd || last != _last)
            throw Damage("ends at another height than it says", start);
        if (await stream.ReadAsync(new byte[1], cancellationToken) != 0)
            throw Damage("goes on behind its end");
        return null;
    }

    private async Task<byte[]> ReadAsync(int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        await FillAsync(bytes, cancellationToken);
        return bytes;
    }

    private async Task FillAsync(Memory<byte> bytes, CancellationToken cancellationToken)
    {
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        Position += read;
        if (read < bytes.Length)
            throw Damage("is cut short");
    }

    private SourceDamagedException Damage(string what, long? at = null) =>
        new(new(AuditField.Storage, _last?.Next ?? Height.Genesis, null, $"{name}: byte {at ?? Position}: {what}"));
}
