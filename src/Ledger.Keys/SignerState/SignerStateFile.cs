using Ledger.Keys.Files;
using Ledger.Keys.Native;
using Microsoft.Win32.SafeHandles;

namespace Ledger.Keys.SignerState;

/// <summary>
/// What a consensus key has signed, and its starts: kept beside the key and outside the data directory, so that an old
/// copy of that directory cannot make the key sign twice.
/// </summary>
/// <remarks>
/// Two slots are written in turn, each synced before the call returns, so a torn write never costs the record before
/// it. A slot that does not verify may have held the newest record: then the state may be stale, and that stays on
/// record until the key signs again, which it must not before the node has rejoined. One process at a time holds the
/// file. Thread-safe.
/// </remarks>
public sealed class SignerStateFile : IDisposable
{
    private const string Extension = ".signer";

    private readonly Lock _gate = new();

    private readonly SafeFileHandle _file;

    private readonly string _path;

    private volatile SignerRecord _record;

    private bool _isBroken;

    private bool _isSuperseded;

    private SignerStateFile(string path, SafeFileHandle file, SignerRecord record)
    {
        _path = path;
        _file = file;
        _record = record;
    }

    public const int StateSizeMax = SignerRecord.StateSizeMax;

    /// <summary>The bytes of the last <see cref="TrySave"/>; empty before the first.</summary>
    public ReadOnlyMemory<byte> State => _record.State;

    /// <summary>Of the last start, or of the latest elsewhere that is known.</summary>
    public ulong StartCounter => _record.StartCounter;

    /// <summary>Whether a newer record may have been lost: the node must not vote before it has rejoined.</summary>
    public bool MayBeStale => _record.MayBeStale;

    public static string PathBeside(string keyPath) => Path.ChangeExtension(keyPath, Extension);

    /// <summary>For a key that was just made and has signed nothing. Never replaces a file.</summary>
    public static void Create(string path) => Create(path, mayBeStale: false);

    /// <summary>For a key whose file was lost: nobody knows what it signed. Never replaces a file.</summary>
    public static void CreateAfterLoss(string path) => Create(path, mayBeStale: true);

    public static SignerStateFile Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new KeyFileException(
                path, "does not exist.", "If it was lost, start with --rejoin: make none, and put no old copy back.");
        }

        var file = PrivateFile.Open(path, FileAccess.ReadWrite, FileShare.None);
        try
        {
            return new(path, file, Read(path, file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Counts this start; on disk when it returns. The counter is raised only if the last start was confirmed, so that
    /// a copy which is never confirmed never gets ahead of what others remember (PROTOCOL 10.1).
    /// </summary>
    public KeyStart CountStart()
    {
        lock (_gate)
        {
            var earlier = _record.UnconfirmedStarts;
            if (earlier.Length == SignerRecord.UnconfirmedStartsMax)
                earlier = earlier.RemoveAt(0);
            var start = new KeyStart(
                earlier.IsEmpty ? _record.StartCounter + 1 : _record.StartCounter, Guid.NewGuid(), earlier);
            Write(_record with { StartCounter = start.Counter, UnconfirmedStarts = earlier.Add(start.Id) });
            return start;
        }
    }

    /// <summary>Says that a quorum knows this start, and nobody in it a later one; on disk when it returns.</summary>
    public void ConfirmStart()
    {
        lock (_gate)
        {
            if (!_isSuperseded)
                Write(_record with { UnconfirmedStarts = [] });
        }
    }

    /// <summary>
    /// Says that the key was started elsewhere, with this counter at the most: nothing is saved any more, the state may
    /// be stale, and the next start comes after that one. On disk when it returns.
    /// </summary>
    public void Supersede(ulong counter)
    {
        lock (_gate)
        {
            _isSuperseded = true;
            Write(_record with
            {
                StartCounter = Math.Max(_record.StartCounter, counter), UnconfirmedStarts = [], MayBeStale = true,
            });
        }
    }

    /// <summary>
    /// Replaces the state, which is the latest from then on; on disk when it returns. False, and nothing is done, if
    /// the key was started elsewhere meanwhile: then it must not sign.
    /// </summary>
    public bool TrySave(ReadOnlySpan<byte> state)
    {
        if (state.Length > StateSizeMax)
            throw new ArgumentException($"A signer's state has at most {StateSizeMax} bytes.", nameof(state));
        lock (_gate)
        {
            if (!_isSuperseded)
                Write(_record with { State = state.ToArray(), MayBeStale = false });
            return !_isSuperseded;
        }
    }

    /// <summary>Says that the key may have signed what is not in this file: on record until it signs again.</summary>
    public void MarkStale()
    {
        lock (_gate)
            Write(_record with { MayBeStale = true });
    }

    public void Dispose() => _file.Dispose();

    private static void Create(string path, bool mayBeStale)
    {
        var content = new byte[2 * SignerRecord.SlotSize];
        for (var slot = 0; slot < 2; slot++)
        {
            var record = new SignerRecord(
                (ulong)slot, StartCounter: 0, UnconfirmedStarts: [], mayBeStale, State: default);
            record.Encode().CopyTo(content.AsSpan(slot * SignerRecord.SlotSize));
        }

        PrivateFile.Create(path, content);
    }

    private static SignerRecord Read(string path, SafeFileHandle file)
    {
        var even = ReadSlot(file, 0);
        var odd = ReadSlot(file, 1);
        return (even, odd) switch
        {
            (null, null) => throw new KeyFileException(
                path,
                "has no readable record of what this key signed.",
                "Put no old copy back: move the file away, and start with --rejoin."),
            (null, _) => odd with { MayBeStale = true },
            (_, null) => even with { MayBeStale = true },
            _ => even.Sequence > odd.Sequence ? even : odd,
        };
    }

    private static SignerRecord? ReadSlot(SafeFileHandle file, int slot)
    {
        var bytes = new byte[SignerRecord.SlotSize];
        var length = RandomAccess.Read(file, bytes, (long)slot * SignerRecord.SlotSize);
        var record = SignerRecord.Decode(bytes.AsSpan(0, length));
        return record is not null && record.Sequence % 2 == (ulong)slot ? record : null;
    }

    private void Write(SignerRecord record)
    {
        // After a failed write or sync the disk's content is unknown, so nothing may rely on this file any more.
        if (_isBroken)
            throw new KeyFileException(_path, "could not be written earlier.", "Restart the node.");
        _isBroken = true;
        var next = record with { Sequence = _record.Sequence + 1 };
        RandomAccess.Write(_file, next.Encode(), (long)(next.Sequence % 2) * SignerRecord.SlotSize);
        LibC.SyncContent(_file);
        _record = next;
        _isBroken = false;
    }
}
