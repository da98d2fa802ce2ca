using System.Security.Cryptography;
using Ledger.Audit.Snapshots;
using Ledger.Model.Genesis;

namespace Ledger.Auditor.Memory;

/// <summary>
/// Where the last audit stood: the snapshot's bytes and their SHA-256. It saves work and vouches for nothing: the
/// snapshot proves itself, and what was verified before is read again and must be the same.
/// </summary>
public sealed class StateFile(string path)
{
    private const int BufferBytes = 1 << 20;

    /// <summary>A file that is there, or that can be made later.</summary>
    /// <exception cref="IOException">Its folder is not there, which nobody wants to hear after the audit.</exception>
    public static StateFile In(string path)
    {
        MemoryFolder.Check(path);
        return new(path);
    }

    /// <param name="why">
    /// Why there is nothing to go on from, for the auditor; null on success or without a file.
    /// </param>
    public AuditSnapshot? Find(GenesisDocument genesis, ulong seed, out string? why)
    {
        why = null;
        if (!File.Exists(path))
            return null;
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < SHA256.HashSizeInBytes
            || !SHA256.HashData(bytes.AsSpan(..^SHA256.HashSizeInBytes)).AsSpan()
                .SequenceEqual(bytes.AsSpan(^SHA256.HashSizeInBytes..)))
        {
            why = $"{path} is damaged; beginning from genesis.";
            return null;
        }

        var content = bytes.AsMemory(..^SHA256.HashSizeInBytes);
        if (SnapshotCodec.TryRead(content, genesis, seed, out var snapshot, out var fault))
            return snapshot;
        why = $"{path}: {fault} Beginning from genesis.";
        return null;
    }

    /// <summary>Replaces the file as a whole.</summary>
    public void Save(AuditSnapshot snapshot)
    {
        using (var stream = File.Create(path + ".new", BufferBytes))
        {
            using var writer = new HashedWriter(stream, BufferBytes);
            SnapshotCodec.Write(snapshot, writer);
            writer.End();
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}
