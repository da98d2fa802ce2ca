using System.Diagnostics.CodeAnalysis;
using Ledger.Model.Encoding;
using Ledger.Model.Tokens;

namespace Ledger.Execution.Records;

/// <summary>A registered token: what its issuer declared, and how many units there are (PROTOCOL 7.5).</summary>
/// <param name="MintDay">The latest UTC day on which units were minted, in days since 1970.</param>
/// <param name="MintedOnDay">Units minted on that day.</param>
public sealed record TokenRecord(TokenDefinition Definition, TokenCounters Counters, ulong MintDay, ulong MintedOnDay)
{
    private const int HeadSize = TokenCounters.Size + (2 * sizeof(ulong));

    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TokenRecord? record)
    {
        var reader = new FixedReader(bytes);
        var counters = TokenCounters.Read(ref reader);
        var (mintDay, mintedOnDay) = (reader.UInt64(), reader.UInt64());
        var isRead = TokenCodec.TryDecode(reader.Bytes(reader.Remaining), out var definition) && reader.IsAtSoundEnd;
        record = isRead && definition is not null ? new(definition, counters, mintDay, mintedOnDay) : null;
        return record is not null;
    }

    public byte[] ToBytes()
    {
        var definition = TokenCodec.Encode(Definition);
        var bytes = new byte[HeadSize + definition.Length];
        var writer = new FixedWriter(bytes);
        Counters.Write(ref writer);
        writer.UInt64(MintDay);
        writer.UInt64(MintedOnDay);
        writer.Bytes(definition);
        return bytes;
    }
}
