namespace Grpc.Net.Compression;

/// <summary>
/// Compresses one message. .NET's own streams write nothing at all for an empty message, which other gRPC
/// implementations refuse to decompress; this one writes the format's empty form instead.
/// </summary>
internal sealed class MessageCompressionStream(Stream compressor, Stream inner, byte[] emptyForm) : Stream
{
    private bool _isEmpty = true;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _isEmpty &= buffer.IsEmpty;
        compressor.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => compressor.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            compressor.Dispose();
            if (_isEmpty)
                inner.Write(emptyForm);
            _isEmpty = false; // A second disposal writes nothing.
        }

        base.Dispose(disposing);
    }
}
