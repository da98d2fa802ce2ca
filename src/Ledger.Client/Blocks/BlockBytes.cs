using System.Collections.Immutable;
using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Model.Values;

namespace Ledger.Client.Blocks;

/// <summary>A block as a node holds it, all parts in canonical bytes (PROTOCOL 5): nothing here was checked.</summary>
/// <param name="Certificate">Empty for genesis, which has a header and nothing else.</param>
/// <param name="Outcomes">The block's own first.</param>
public sealed record BlockBytes(
    Height Height,
    ReadOnlyMemory<byte> Header,
    ReadOnlyMemory<byte> Certificate,
    ReadOnlyMemory<byte> ParentCertificate,
    ImmutableArray<ReadOnlyMemory<byte>> Transactions,
    ImmutableArray<ReadOnlyMemory<byte>> Outcomes,
    ImmutableArray<ReadOnlyMemory<byte>> Evidence)
{
    internal static BlockBytes Read(Block message) => new(
        new(message.Height),
        message.Header.Memory,
        message.Certificate.Memory,
        message.ParentCertificate.Memory,
        Read(message.Transactions),
        Read(message.Outcomes),
        Read(message.Evidence));

    private static ImmutableArray<ReadOnlyMemory<byte>> Read(IEnumerable<ByteString> pieces) =>
        [.. pieces.Select(piece => piece.Memory)];
}
