using Google.Protobuf;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using CertifiedPeerBlock = Ledger.Contracts.V1.CertifiedPeerBlock;

namespace Ledger.Replication.Wire;

/// <summary>Blocks in their canonical bytes (PROTOCOL 5.4), alone and with their certificates.</summary>
internal sealed class BlockWire(BlockCodec codec, CertificateWire certificates)
{
    public static ByteString Encode(Block block) => UnsafeByteOperations.UnsafeWrap(BlockCodec.Encode(block));

    public static CertifiedPeerBlock Encode(CertifiedBlock block) => new()
    {
        Block = Encode(block.Block),
        Certificate = CertificateWire.Encode(block.Certificate),
    };

    public bool TryDecode(ByteString bytes, out Block? block) => codec.TryDecode(bytes.Memory, out block);

    public DecodeStatus Decode(CertifiedPeerBlock message, out CertifiedBlock? certified)
    {
        certified = null;
        if (message.Certificate.IsEmpty || !TryDecode(message.Block, out var block))
            return DecodeStatus.Malformed;
        var status = certificates.Decode(message.Certificate, out FinalityCertificate? certificate);
        if (certificate is not null)
            certified = new(block!, certificate);
        return status;
    }
}
