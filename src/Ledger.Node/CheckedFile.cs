using System.Security.Cryptography;
using Ledger.Keys.Files;
using Ledger.Node.Starting;

namespace Ledger.Node;

/// <summary>
/// A small file that is replaced as a whole. Its first line is the SHA-256 of the rest, so that a flipped bit does not
/// pass for another number.
/// </summary>
internal static class CheckedFile
{
    private const int LineSize = 2 * SHA256.HashSizeInBytes + 1;

    /// <summary>Null if there is none. Throws <see cref="StartRefusedException"/> for one that is damaged.</summary>
    /// <param name="remedy">What the operator can do then.</param>
    public static byte[]? Read(string path, string remedy)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (bytes.Length >= LineSize && bytes.AsSpan(0, LineSize).SequenceEqual(LineOf(bytes.AsSpan(LineSize))))
                return bytes[LineSize..];
            throw new StartRefusedException($"{path} is damaged: its checksum is of other contents. {remedy}");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>On the disk when it returns; a crash leaves the old contents or the new ones.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content) =>
        PrivateFile.Replace(path, [.. LineOf(content), .. content]);

    private static byte[] LineOf(ReadOnlySpan<byte> content)
    {
        var line = new byte[LineSize];
        Convert.TryToHexStringLower(SHA256.HashData(content), line, out _);
        line[^1] = (byte)'\n';
        return line;
    }
}
