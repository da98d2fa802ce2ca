using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Ledger.Execution.State;
using Ledger.Model.Encoding;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;

namespace Ledger.Execution.Records;

/// <summary>
/// Units that an account set aside, or what became of them (PROTOCOL 7.11). One that ended is remembered for a while,
/// so that whoever comes late is told why.
/// </summary>
/// <param name="Lots">What is held, activated; none once it ended.</param>
public sealed record HoldRecord(
    HoldStatus Status,
    AccountId Holder,
    AccountId Payee,
    AccountId? Arbiter,
    Ticker Token,
    Timestamp ExpiresAt,
    bool HolderMayRelease,
    ImmutableArray<Lot> Lots) : IStateRecord<HoldRecord>
{
    /// <summary>How long a hold may last, in milliseconds, and for how long it is remembered afterwards.</summary>
    public const ulong TermMax = 30UL * 24 * 60 * 60 * 1000;

    /// <summary>For how long a quote is remembered after its end.</summary>
    private const ulong QuoteMemory = 60 * 60 * 1000;

    private const byte ArbiterFlag = 1;
    private const byte HolderFlag = 2;
    private const byte QuoteFlag = 4;
    private const byte AllFlags = ArbiterFlag | HolderFlag | QuoteFlag;

    /// <summary>What it is a quote for; none where it is no quote.</summary>
    public QuoteTerms? Quote { get; init; }

    /// <summary>When it is released, or forgotten once it ended.</summary>
    public Timestamp Due => Status == HoldStatus.Open
        ? ExpiresAt
        : new(ExpiresAt.Milliseconds + (Quote is null ? TermMax : QuoteMemory));

    /// <summary>The account in whose list of open holds it stands.</summary>
    public AccountId ListedUnder => Quote is null ? Holder : Payee;

    public int Size => LotsCodec.SizeOf(Lots.Length) + 2 + (2 * Cryptography.Digest.Size) + Ticker.LengthMax
        + sizeof(ulong) + (Arbiter is null ? 0 : Cryptography.Digest.Size) + (Quote?.Size ?? 0);

    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out HoldRecord? record)
    {
        var reader = new FixedReader(bytes);
        var status = (HoldStatus)reader.Byte();
        var flags = reader.Byte();
        var (holder, payee) = (reader.Account(), reader.Account());
        AccountId? arbiter = (flags & ArbiterFlag) != 0 ? reader.Account() : null;
        record = new(
            status,
            holder,
            payee,
            arbiter,
            reader.Ticker(),
            new(reader.UInt64()),
            (flags & HolderFlag) != 0,
            LotsCodec.Read(ref reader))
        {
            Quote = (flags & QuoteFlag) != 0 ? QuoteTerms.Read(ref reader) : null,
        };
        var isSound = status is >= HoldStatus.Open and <= HoldStatus.Expired
            && flags <= AllFlags
            && status == HoldStatus.Open != record.Lots.IsEmpty;
        if (!isSound || !reader.IsAtSoundEnd)
            record = null;
        return record is not null;
    }

    public void Write(ref FixedWriter writer)
    {
        writer.Byte((byte)Status);
        writer.Byte(Flags);
        writer.Account(Holder);
        writer.Account(Payee);
        if (Arbiter is { } arbiter)
            writer.Account(arbiter);
        writer.Ticker(Token);
        writer.UInt64(ExpiresAt.Milliseconds);
        LotsCodec.Write(ref writer, Lots.AsSpan());
        Quote?.Write(ref writer);
    }

    public ScheduleEntry? DueAt(in StateKey key) =>
        new ScheduleEntry(Due, ScheduleKind.Hold, StateKeys.HoldOf(key).Value, Token);

    /// <summary>What is left of it once it ended.</summary>
    public HoldRecord Ended(HoldStatus status) => this with { Status = status, Lots = [] };

    private byte Flags => (byte)((Arbiter is null ? 0 : ArbiterFlag)
        | (HolderMayRelease ? HolderFlag : 0)
        | (Quote is null ? 0 : QuoteFlag));
}

/// <summary>Numbers stand in the state.</summary>
public enum HoldStatus : byte
{
    Open = 1,
    Captured = 2,
    Released = 3,
    Expired = 4,
}
