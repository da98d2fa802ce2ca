using System.Buffers;
using System.Security.Cryptography;

namespace Ledger.Auditor.Memory;

/// <summary>Passes what is written on to a stream in large pieces, and at the end its SHA-256.</summary>
internal sealed class HashedWriter(Stream stream, int bufferBytes) : IBufferWriter<byte>, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[bufferBytes];
    private int _used;

    public void Advance(int count) => _used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_buffer.Length - _used < Math.Max(sizeHint, 1))
            Flush();
        if (_buffer.Length < sizeHint)
            _buffer = new byte[sizeHint];
        return _buffer.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void End()
    {
        Flush();
        stream.Write(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _used);
        stream.Write(_buffer, 0, _used);
        _used = 0;
    }
}
