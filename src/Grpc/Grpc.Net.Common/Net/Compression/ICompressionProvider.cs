using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>A way to compress messages. Its streams leave the inner stream open.</summary>
public interface ICompressionProvider
{
    /// <summary>As it stands in <c>grpc-encoding</c>.</summary>
    string EncodingName { get; }

    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    Stream CreateDecompressionStream(Stream stream);
}
