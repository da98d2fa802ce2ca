using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Ledger.Cli.Output;

/// <summary>
/// Standard output as the console has it, but for a pipe: the console writes on in silence after whoever read has gone,
/// and an endless command would never end.
/// </summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    public static TextWriter Open()
    {
        if (!Console.IsOutputRedirected)
            return Console.Out;
        var pipe = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);

        // A file is shared with other processes, which go on where its offset is: this stream would not move it.
        return pipe.CanSeek
            ? Console.Out
            : new StreamWriter(new Reader(pipe), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
    }

    /// <summary>Whoever reads the pipe.</summary>
    private sealed class Reader(FileStream pipe) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                pipe.Write(buffer);
            }
            catch (IOException)
            {
                throw new ReaderGoneException();
            }
        }

        public override void Flush()
        {
            // Nothing is kept back.
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

/// <summary>Nobody reads what is printed any more.</summary>
internal sealed class ReaderGoneException() : Exception("Nobody reads the output any more.");
