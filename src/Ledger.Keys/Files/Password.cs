using System.Security.Cryptography;
using Ledger.Cryptography.Sealing;

namespace Ledger.Keys.Files;

/// <summary>
/// The password of key files: from a private file or from standard input, never from an argument or the environment,
/// which other processes can see. Zeroed when disposed.
/// </summary>
public sealed class Password : IDisposable
{
    public const int SizeMax = 1024;

    /// <summary>Pinned, so that the garbage collector leaves no copies behind.</summary>
    private readonly byte[] _bytes;

    private bool _isDisposed;

    /// <summary>Takes a copy; the caller zeroes its own.</summary>
    public Password(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length > SizeMax)
            throw new ArgumentException($"A password has 1 to {SizeMax} bytes.", nameof(bytes));
        _bytes = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(_bytes);
    }

    /// <summary>
    /// What new files cost to open, and to guess: fewer only for networks whose keys guard nothing, as in development.
    /// </summary>
    public int Iterations { get; init; } = SecretSeal.IterationsDefault;

    internal ReadOnlySpan<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _bytes;
        }
    }

    /// <summary>The first line of a file that only its owner may read.</summary>
    public static Password FromFile(string path)
    {
        var content = PrivateFile.Read(path);
        try
        {
            return FirstLine(content, path);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>The first line of a stream, as of standard input.</summary>
    public static Password FromStream(Stream stream)
    {
        Span<byte> content = stackalloc byte[SizeMax + 2];
        try
        {
            // Not to the end: somebody who types at a terminal ends a line and not the stream.
            var length = 0;
            while (length < content.Length && !content[..length].Contains((byte)'\n'))
            {
                if (stream.Read(content[length..]) is not (> 0 and var read))
                    break;
                length += read;
            }

            return FirstLine(content[..length], "standard input");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Takes as long wherever they differ.</summary>
    public bool Matches(ReadOnlySpan<byte> other) => CryptographicOperations.FixedTimeEquals(Bytes, other);

    public void Dispose()
    {
        _isDisposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }

    private static Password FirstLine(ReadOnlySpan<byte> content, string source)
    {
        var end = content.IndexOf((byte)'\n');
        var line = (end < 0 ? content : content[..end]).TrimEnd((byte)'\r');
        if (line.IsEmpty || line.Length > SizeMax)
        {
            throw new KeyFileException(
                source, "holds no password in its first line.", $"Write one of 1 to {SizeMax} bytes there.");
        }

        return new(line);
    }
}
