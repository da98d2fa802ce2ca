using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Api.Errors;
using Ledger.Api.Ports;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Api.Reading;

/// <summary>
/// Where a list goes on: the height that all its pages answer for, and a place in it, so that any node can go on from
/// there. Says nothing to clients and gives no right: whoever made one up gets a page that it may read, or an error.
/// </summary>
/// <param name="Bound">The height of the first page.</param>
/// <param name="Next">What comes next, by the list's own meaning.</param>
internal readonly record struct PageToken(Height Bound, LogPlace Next)
{
    private const int QuerySize = 8;
    private const int Size = QuerySize + (2 * sizeof(ulong)) + sizeof(uint);

    /// <param name="query">The request without page size and token: a token serves no other.</param>
    public string Write(IMessage query)
    {
        var bytes = new byte[Size];
        DigestOf(query).CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(QuerySize), Bound.Value);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(QuerySize + 8), Next.Height.Value);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(QuerySize + 16), Next.Leaf);
        return OpaqueText.Write(bytes);
    }

    /// <summary>Throws the call's error if the text is no token for this query.</summary>
    public static PageToken Read(string text, IMessage query)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (OpaqueText.TryRead(text, bytes) && bytes[..QuerySize].SequenceEqual(DigestOf(query)))
        {
            var token = new PageToken(
                new(BinaryPrimitives.ReadUInt64BigEndian(bytes[QuerySize..])),
                new(
                    new(BinaryPrimitives.ReadUInt64BigEndian(bytes[(QuerySize + 8)..])),
                    BinaryPrimitives.ReadUInt32BigEndian(bytes[(QuerySize + 16)..])));
            if (token.Next.Height <= token.Bound)
                return token;
        }

        throw RpcErrors.Of(Reason.PageTokenInvalid);
    }

    private static byte[] DigestOf(IMessage query) => SHA256.HashData(query.ToByteArray())[..QuerySize];
}
