using System.Buffers;
using System.Buffers.Text;

namespace Ledger.Api.Reading;

/// <summary>Fixed numbers of bytes as text that stands in headers and JSON as it is (base64url).</summary>
internal static class OpaqueText
{
    public static string Write(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>False if the text is not exactly so many bytes.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, Span<byte> bytes) =>
        text.Length == Base64Url.GetEncodedLength(bytes.Length)
        && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done
        && written == bytes.Length;
}
