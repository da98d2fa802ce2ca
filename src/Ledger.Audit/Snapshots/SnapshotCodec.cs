using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Ledger.Audit.Blocks;
using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Encoding;
using Ledger.Model.Genesis;

namespace Ledger.Audit.Snapshots;

/// <summary>
/// The bytes of a snapshot. Reading believes nothing but the genesis file: a quorum must have certified
/// the header, and the entries must have its state root.
/// </summary>
public static class SnapshotCodec
{
    private const byte Version = 1;

    private static ReadOnlySpan<byte> Magic => "LGRAUD\n"u8;

    public static void Write(AuditSnapshot snapshot, IBufferWriter<byte> destination)
    {
        WriteHead(snapshot, destination);
        Span<byte> key = stackalloc byte[StateKey.LengthMax];
        foreach (var entry in snapshot.State.Entries())
        {
            entry.Key.CopyTo(key);
            var size = 2 + entry.Key.Length + sizeof(uint) + entry.Value.Length;
            var writer = new FixedWriter(destination.GetSpan(size));
            writer.Byte((byte)entry.Key.Part);
            writer.Byte((byte)entry.Key.Length);
            writer.Bytes(key[..entry.Key.Length]);
            writer.UInt32((uint)entry.Value.Length);
            writer.Bytes(entry.Value.Span);
            destination.Advance(size);
        }
    }

    /// <param name="seed">See <see cref="MemoryState"/>.</param>
    /// <param name="fault">Why the snapshot can't be gone on from; null on success.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        GenesisDocument genesis,
        ulong seed,
        [NotNullWhen(true)] out AuditSnapshot? snapshot,
        [NotNullWhen(false)] out string? fault)
    {
        snapshot = null;
        var pieces = new Splitter(bytes);
        fault = ReadHead(ref pieces, genesis, out var head);
        if (fault is not null)
            return false;
        var root = StateRestoration.Restore(Entries(pieces.TakeRest()), seed, out var state);
        fault = root == head!.Header.StateRoot ? null : "Its entries are not the state of its header.";
        if (fault is not null)
            return false;
        snapshot = head with { State = state };
        return true;
    }

    private static void WriteHead(AuditSnapshot snapshot, IBufferWriter<byte> destination)
    {
        var certificate = snapshot.Certificate.ToBytes();
        var history = new byte[snapshot.History.EncodedSize];
        snapshot.History.Encode(history);
        var head = new FixedWriter(new byte[1024 + certificate.Length + history.Length]);
        head.Bytes(Magic);
        head.Byte(Version);
        head.Bytes(snapshot.Header.ToBytes());
        head.UInt32((uint)certificate.Length);
        head.Bytes(certificate);
        head.UInt32((uint)history.Length);
        head.Bytes(history);
        head.Digest(snapshot.Contents);
        head.UInt64(snapshot.Totals.Transactions);
        head.UInt64(snapshot.Totals.Signatures);
        head.UInt64(snapshot.Totals.Outcomes);
        destination.Write(head.Written);
    }

    private static string? ReadHead(ref Splitter pieces, GenesisDocument genesis, out AuditSnapshot? head)
    {
        head = null;
        if (!pieces.Take(Magic.Length).Span.SequenceEqual(Magic) || pieces.Take(1).Span is not [Version])
            return "It is no audit state of this version.";
        if (!Header.TryRead(pieces.Take(Header.Size).Span, out var header) || header is null)
            return "Its header does not read.";
        var certificateBytes = pieces.Take(pieces.UInt32());
        var historyBytes = pieces.Take(pieces.UInt32());
        if (!MerkleFrontier.TryDecode(historyBytes.Span, out var history)
            || !Digest.TryRead(pieces.Take(Digest.Size).Span, out var contents))
        {
            return "It is cut short.";
        }

        var totals = new AuditTotals
        {
            Blocks = header.Height.Value,
            Transactions = pieces.UInt64(),
            Signatures = pieces.UInt64(),
            Outcomes = pieces.UInt64(),
        };
        var certificate = FindCertificate(certificateBytes, header, genesis);
        if (!pieces.IsSound || certificate is null)
            return "No quorum of this network has certified its header.";
        if (history.Root != header.HistoryRoot)
            return "Its history is not that of its header.";
        head = new(header, certificate, history, new(), totals, contents);
        return null;
    }

    private static FinalityCertificate? FindCertificate(
        ReadOnlyMemory<byte> bytes, Header header, GenesisDocument genesis)
    {
        var validators = genesis.Validators();
        if (header.Network != genesis.Id
            || !Certificate.TryRead(bytes.Span, validators.Count, out var read)
            || read is not FinalityCertificate certificate
            || certificate.Height != header.Height
            || certificate.Block != header.Hash())
        {
            return null;
        }

        var verifier = new CertificateVerifier(genesis.Id, _ => validators, ValidatorSignatures.Verify);
        return verifier.Verify(certificate) == CertificateFault.None ? certificate : null;
    }

    // Ends early where the bytes do: then the root is another one.
    private static IEnumerable<StateEntry> Entries(ReadOnlyMemory<byte> bytes)
    {
        var pieces = new Splitter(bytes);
        while (!pieces.IsAtEnd && pieces.IsSound)
        {
            var head = pieces.Take(2);
            if (head.IsEmpty || head.Span[1] > StateKey.LengthMax)
                yield break;
            var key = new StateKey((StatePart)head.Span[0], pieces.Take(head.Span[1]).Span);
            var value = pieces.Take(pieces.UInt32());
            if (pieces.IsSound)
                yield return new(key, value);
        }
    }
}
