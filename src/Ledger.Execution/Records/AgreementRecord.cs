using System.Diagnostics.CodeAnalysis;
using Ledger.Model.Encoding;
using Ledger.Model.Rates;
using Ledger.Model.Values;

namespace Ledger.Execution.Records;

/// <summary>A rate agreement for one direction between two tokens, as it stands (PROTOCOL 7.12).</summary>
/// <param name="Revision">Number of its latest revision, counted from 1 over everything that was ever agreed.</param>
/// <param name="Terms">What was in force last, unless <paramref name="Change"/> has taken over.</param>
/// <param name="Change">What takes over once its notice has passed.</param>
/// <param name="Corridor">What all accounts used of the day's corridor.</param>
/// <param name="Quoted">Units given of open quotes: the position has room for them.</param>
public sealed record AgreementRecord(
    uint Revision, RatePauses Pauses, RateTerms Terms, RateChange? Change, CorridorUse Corridor, ulong Quoted)
    : IStateRecord<AgreementRecord>
{
    public bool IsPaused => Pauses != RatePauses.None;

    public int Size =>
        sizeof(uint) + 1 + CorridorUse.FixedSize + (2 * sizeof(ulong)) + SizeOf(Terms) + SizeOf(Change?.Terms);

    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AgreementRecord? record)
    {
        record = null;
        var reader = new FixedReader(bytes);
        var (revision, pauses) = (reader.UInt32(), (RatePauses)reader.Byte());
        var corridor = CorridorUse.Read(ref reader);
        var (quoted, effectiveAt) = (reader.UInt64(), new Timestamp(reader.UInt64()));
        if (!TryReadTerms(ref reader, out var terms))
            return false;
        RateChange? change = null;
        if (effectiveAt != Timestamp.Epoch)
        {
            if (!TryReadTerms(ref reader, out var next))
                return false;
            change = new(effectiveAt, next);
        }

        if (reader.IsAtSoundEnd && revision > 0 && pauses <= RatePauses.Both)
            record = new(revision, pauses, terms, change, corridor, quoted);
        return record is not null;
    }

    public void Write(ref FixedWriter writer)
    {
        writer.UInt32(Revision);
        writer.Byte((byte)Pauses);
        Corridor.Write(ref writer);
        writer.UInt64(Quoted);
        writer.UInt64(Change?.EffectiveAt.Milliseconds ?? 0);
        WriteTerms(ref writer, Terms);
        if (Change is not null)
            WriteTerms(ref writer, Change.Terms);
    }

    public RateTerms TermsAt(Timestamp time) =>
        Change is { } change && change.EffectiveAt <= time ? change.Terms : Terms;

    /// <summary>The same, with a change that has taken effect as its terms.</summary>
    public AgreementRecord At(Timestamp time) =>
        Change is { } change && change.EffectiveAt <= time ? this with { Terms = change.Terms, Change = null } : this;

    /// <summary>Nothing that is in force or ahead keeps it alive.</summary>
    public bool IsEndedAt(Timestamp time) =>
        TermsAt(time).ValidUntil <= time && (Change is null || Change.Terms.ValidUntil <= time);

    internal static int SizeOf(RateTerms? terms) =>
        terms is null ? 0 : sizeof(ushort) + RateTermsCodec.Encode(terms).Length;

    internal static bool TryReadTerms(ref FixedReader reader, [NotNullWhen(true)] out RateTerms? terms) =>
        RateTermsCodec.TryDecode(reader.Bytes(reader.UInt16()), out terms) && reader.IsSound;

    internal static void WriteTerms(ref FixedWriter writer, RateTerms terms)
    {
        var bytes = RateTermsCodec.Encode(terms);
        writer.UInt16((ushort)bytes.Length);
        writer.Bytes(bytes);
    }
}

/// <summary>Terms that wait for their notice to pass.</summary>
public sealed record RateChange(Timestamp EffectiveAt, RateTerms Terms);

/// <summary>Who has stopped exchanges. Numbers stand in the state.</summary>
[Flags]
public enum RatePauses : byte
{
    None = 0,
    ByGivenIssuer = 1,
    ByTakenIssuer = 2,
    Both = ByGivenIssuer | ByTakenIssuer,
}
