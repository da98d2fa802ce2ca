using System.Security.Cryptography;
using Ledger.Cryptography;
using Ledger.Model.Encoding;
using Ledger.Storage.Journal;

namespace Ledger.Storage.Inspection;

/// <summary>A journal read as the node would read it at its start, but in memory: nothing on disk is mended.</summary>
/// <param name="Damage">What can't be read or has to be mended; null if all is sound.</param>
/// <param name="UnfinishedFlush">
/// Where the last flush may not have finished, which is no damage; null if it did.
/// </param>
/// <param name="ContentHash">Over all records that read, so that two journals can be compared.</param>
public sealed record JournalInspection(string? Damage, string? UnfinishedFlush, Digest ContentHash)
{
    internal static JournalInspection Of(string directory, Digest owner) =>
        SegmentedJournal.Open(new FilesInMemory(directory), owner, new()) switch
        {
            JournalOpening.Opened opened => OfRecords(directory, opened),
            JournalOpening.Damaged damaged =>
                new($"{Path.Combine(directory, damaged.File)} is damaged at byte {damaged.Offset}", null, default),
            JournalOpening.Foreign foreign =>
                new($"{Path.Combine(directory, foreign.File)} belongs to another node or network", null, default),
            JournalOpening.OtherFormat other =>
                new($"{Path.Combine(directory, other.File)} has journal format {other.Version}", null, default),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static JournalInspection OfRecords(string directory, JournalOpening.Opened opened)
    {
        var mended = opened.Notices.Where(notice => notice.Kind == JournalNoticeKind.Mended);
        var torn = opened.Notices.Where(notice => notice.Kind == JournalNoticeKind.TornTail);
        return new(
            mended.Select(PlaceOf).FirstOrDefault() is { } place ? place + " has one sound copy of two" : null,
            torn.Select(PlaceOf).FirstOrDefault(),
            HashOf(opened.Records));

        string PlaceOf(JournalNotice notice) => $"{Path.Combine(directory, notice.File)} at byte {notice.Offset}";
    }

    private static Digest HashOf(IReadOnlyList<StoredRecord> records)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[1 + sizeof(ulong) + sizeof(uint)];
        foreach (var record in records)
        {
            var writer = new FixedWriter(head);
            writer.Byte((byte)record.Type);
            writer.UInt64(record.Height.Value);
            writer.UInt32((uint)record.Payload.Length);
            hash.AppendData(head);
            hash.AppendData(record.Payload.Span);
        }

        return new(hash.GetHashAndReset());
    }

    private sealed class FilesInMemory(string directory) : IJournalFiles
    {
        private readonly Dictionary<string, byte[]> _files = Directory.GetFiles(directory).ToDictionary(
            file => Path.GetFileName(file)!, DirectoryJournalFiles.ReadUnlocked, StringComparer.Ordinal);

        public IReadOnlyList<string> List() => [.. _files.Keys];

        public IJournalFile Open(string name) => new FileInMemory(_files[name]);

        public IJournalFile Create(string name, long length) => new FileInMemory(_files[name] = new byte[length]);

        public void Rename(string name, string newName)
        {
            _files.Remove(name, out var bytes);
            _files[newName] = bytes!;
        }

        public void Delete(string name) => _files.Remove(name);

        public void FlushDirectory()
        {
        }
    }

    private sealed class FileInMemory(byte[] bytes) : IJournalFile
    {
        public long Length => bytes.Length;

        public void Read(long offset, Span<byte> destination) =>
            bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);

        public void Write(long offset, ReadOnlySpan<byte> source) => source.CopyTo(bytes.AsSpan((int)offset));

        public void Flush()
        {
        }

        public void Dispose()
        {
        }
    }
}
