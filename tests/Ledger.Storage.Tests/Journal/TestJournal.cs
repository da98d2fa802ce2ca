using System.Text;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Storage.Journal;

namespace Ledger.Storage.Tests.Journal;

/// <summary>Journals of short records whose payload is text.</summary>
internal static class TestJournal
{
    public static readonly Digest Owner = Sha256.Hash("owner"u8);

    // Two blocks of header and eight of records: each flush of a small vote takes two.
    public static readonly JournalOptions Small = new() { SegmentBytes = 10 * 4096 };

    public static JournalOpening TryOpen(IJournalFiles files) => SegmentedJournal.Open(files, Owner, Small);

    public static JournalOpening.Opened Open(IJournalFiles files) =>
        Assert.IsType<JournalOpening.Opened>(TryOpen(files));

    public static StoredRecord Vote(ulong height, string text) =>
        new(StoredRecordType.Vote, new(height), Encoding.UTF8.GetBytes(text));

    public static StoredRecord Body(ulong height, string text) =>
        new(StoredRecordType.Body, new(height), Encoding.UTF8.GetBytes(text));

    public static StoredRecord Start(ulong height) => new(StoredRecordType.HeightStart, new(height), default);

    public static void Write(this SegmentedJournal journal, params StoredRecord[] records)
    {
        foreach (var record in records)
            journal.Append(record);
        journal.Flush();
    }

    /// <summary>Records as words, to compare and to read in a failure.</summary>
    public static List<string> Words(this JournalOpening.Opened opened) =>
        [.. opened.Records.Select(Word)];

    public static string Word(StoredRecord record) =>
        $"{record.Type} {record.Height} {Encoding.UTF8.GetString(record.Payload.Span)}";
}
