using System.Buffers.Binary;
using Google.Protobuf;
using Ledger.Contracts.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Ledger.Replication.Recording;

/// <summary>
/// Writes down every message of the consensus streams, so that it can be shown afterwards what each validator signed.
/// Bounded, and no part of what the node relies on: when the file is full or can't be written, the record ends and the
/// node goes on. Thread-safe.
/// </summary>
/// <remarks>
/// An entry is the length of the rest u32, Unix milliseconds u64, direction u8, peer u16, and the envelope's protobuf
/// bytes; integers big-endian. Each is handed to the system in one write, so a killed process leaves whole entries.
/// </remarks>
public sealed partial class WireRecord : IDisposable
{
    /// <summary>About two hours of a busy network of four.</summary>
    public const long BytesMax = 1L << 30;

    internal const int LengthBytes = sizeof(uint);
    internal const int HeadBytes = sizeof(ulong) + 1 + sizeof(ushort);

    private readonly Lock _gate = new();
    private readonly SafeFileHandle _file;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly long _bytesMax;
    private long _length;
    private bool _hasEnded;

    /// <param name="path">A file that does not exist yet.</param>
    public WireRecord(string path, TimeProvider clock, ILogger<WireRecord> logger, long bytesMax = BytesMax)
    {
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        (_clock, _logger, _bytesMax) = (clock, logger, bytesMax);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _hasEnded = true;
            _file.Dispose();
        }
    }

    internal void Add(WireDirection direction, ushort peer, ConsensusEnvelope message)
    {
        var size = message.CalculateSize();
        var entry = new byte[LengthBytes + HeadBytes + size];
        BinaryPrimitives.WriteUInt32BigEndian(entry, (uint)(HeadBytes + size));
        var head = entry.AsSpan(LengthBytes);
        BinaryPrimitives.WriteUInt64BigEndian(head, (ulong)_clock.GetUtcNow().ToUnixTimeMilliseconds());
        head[sizeof(ulong)] = (byte)direction;
        BinaryPrimitives.WriteUInt16BigEndian(head[(sizeof(ulong) + 1)..], peer);
        message.WriteTo(head[HeadBytes..]);
        lock (_gate)
            Append(entry);
    }

    private void Append(ReadOnlySpan<byte> entry)
    {
        if (_hasEnded)
            return;
        if (_length + entry.Length > _bytesMax)
        {
            End($"it has reached {_bytesMax} bytes");
            return;
        }

        try
        {
            RandomAccess.Write(_file, entry, _length);
            _length += entry.Length;
        }
        catch (IOException fault)
        {
            End(fault.Message);
        }
    }

    private void End(string reason)
    {
        _hasEnded = true;
        WriteEnded(reason);
    }

    [LoggerMessage(3101, LogLevel.Warning, "The record of messages ends here, and the node goes on without it: {Reason}.")]
    private partial void WriteEnded(string reason);
}
