using Ledger.Model.Encoding;
using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Execution.Records;

/// <summary>
/// What the ledger knows of an account beside its balances (PROTOCOL 7.3). Never removed once it exists.
/// </summary>
/// <param name="Policy">None until the account first signs: it may be paid before.</param>
/// <param name="IsCredited">It has held units of some token at some time.</param>
/// <param name="TreasuryOf">The token whose treasury it is.</param>
/// <param name="FailureWindow">The latest window in which a transaction of this author failed.</param>
/// <param name="Failures">How many failed in that window.</param>
public sealed record AccountRecord(
    Policy? Policy, bool IsCredited, Ticker? TreasuryOf, ulong FailureWindow, uint Failures)
{
    public const int SizeMax = 1 + sizeof(ulong) + sizeof(uint) + Ticker.LengthMax + Policy.BytesMax;

    /// <summary>An account that exists and of which nothing more is known.</summary>
    public static readonly AccountRecord Empty = new(null, false, null, 0, 0);

    private const byte CreditedFlag = 1;
    private const byte TreasuryFlag = 2;
    private const byte PolicyFlag = 4;
    private const byte AllFlags = CreditedFlag | TreasuryFlag | PolicyFlag;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out AccountRecord record)
    {
        var reader = new FixedReader(bytes);
        var flags = reader.Byte();
        var window = reader.UInt64();
        var failures = reader.UInt32();
        Ticker? treasuryOf = (flags & TreasuryFlag) != 0 ? reader.Ticker() : null;
        Policy? policy = null;
        var isSound = flags <= AllFlags;
        if ((flags & PolicyFlag) != 0)
            isSound &= PolicyCodec.TryDecode(reader.Bytes(reader.Remaining), out policy);
        record = new(policy, (flags & CreditedFlag) != 0, treasuryOf, window, failures);
        return isSound && reader.IsAtSoundEnd;
    }

    /// <summary>Writes at most <see cref="SizeMax"/> bytes.</summary>
    public void Write(ref FixedWriter writer)
    {
        writer.Byte(Flags);
        writer.UInt64(FailureWindow);
        writer.UInt32(Failures);
        if (TreasuryOf is { } token)
            writer.Ticker(token);
        if (Policy is not null)
            writer.Bytes(PolicyCodec.Encode(Policy));
    }

    private byte Flags => (byte)(
        (IsCredited ? CreditedFlag : 0) | (TreasuryOf is null ? 0 : TreasuryFlag) | (Policy is null ? 0 : PolicyFlag));
}
