using System.Diagnostics;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Encoding;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Storage.Journal;

/// <summary>
/// The payloads of the journal: nothing for a height's start, a block's bytes for a body, and for a vote its canonical
/// form followed by the notarization certificate, if one belongs to it.
/// </summary>
internal static class JournalCodec
{
    public static StoredRecord Encode(JournalRecord record) => record switch
    {
        JournalRecord.Started => new(StoredRecordType.HeightStart, record.Height, default),
        JournalRecord.BodyKept body => new(StoredRecordType.Body, record.Height, BlockCodec.Encode(body.Block)),
        JournalRecord.Voted voted => new(StoredRecordType.Vote, record.Height, Encode(voted)),
        _ => throw new UnreachableException(),
    };

    /// <summary>False if no version that writes this format could have written the payload.</summary>
    public static bool TryDecode(in StoredRecord stored, BlockCodec codec, out JournalRecord? record)
    {
        record = stored.Type switch
        {
            StoredRecordType.HeightStart when stored.Payload.IsEmpty => new JournalRecord.Started(stored.Height),
            StoredRecordType.Body when codec.TryDecode(stored.Payload, out var block) =>
                new JournalRecord.BodyKept(block),
            StoredRecordType.Vote => DecodeVote(stored.Payload.Span),
            _ => null,
        };
        return record is not null && record.Height == stored.Height;
    }

    private static byte[] Encode(JournalRecord.Voted voted)
    {
        var certificate = voted.Notarization is null ? [] : StoredCertificate.ToBytes(voted.Notarization);
        var writer = new FixedWriter(new byte[voted.Vote.Size + certificate.Length]);
        voted.Vote.WriteTo(ref writer);
        writer.Bytes(certificate);
        return writer.Written.ToArray();
    }

    private static JournalRecord.Voted? DecodeVote(ReadOnlySpan<byte> payload)
    {
        var reader = new FixedReader(payload);
        if (Vote.Read(ref reader) is not { } vote)
            return null;
        var rest = reader.Bytes(reader.Remaining);
        if (rest.IsEmpty)
            return new(vote, null);
        return StoredCertificate.TryRead(rest, out NotarizationCertificate? certificate)
            ? new(vote, certificate)
            : null;
    }
}
