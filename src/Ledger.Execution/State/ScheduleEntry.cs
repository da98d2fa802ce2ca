using Ledger.Cryptography;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Execution.State;

/// <summary>Something that falls due. The key says all of it; the value is empty.</summary>
/// <param name="Subject">The account whose lots it is about, or the hold.</param>
public readonly record struct ScheduleEntry(Timestamp Due, ScheduleKind Kind, Digest Subject, Ticker Token)
{
    public const int Size = sizeof(ulong) + 1 + Digest.Size + Ticker.LengthMax;

    public static bool TryRead(in StateKey key, out ScheduleEntry entry)
    {
        entry = default;
        if (key.Part != StatePart.Schedule || key.Length != Size)
            return false;
        Span<byte> bytes = stackalloc byte[Size];
        key.CopyTo(bytes);
        var reader = new FixedReader(bytes);
        var due = new Timestamp(reader.UInt64());
        var kind = (ScheduleKind)reader.Byte();
        entry = new(due, kind, reader.Digest(), reader.Ticker());
        return reader.IsAtSoundEnd && kind is >= ScheduleKind.Expiry and <= ScheduleKind.Hold;
    }
}

/// <summary>Numbers stand in keys; of what is due at the same instant the lower number comes first.</summary>
public enum ScheduleKind : byte
{
    Expiry = 1,
    Activation = 2,

    /// <summary>An open hold is released; one that ended is forgotten.</summary>
    Hold = 3,
}
