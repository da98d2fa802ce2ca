using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Ledger.Cryptography;
using Ledger.Model.Encoding;
using Ledger.Model.Reasons;

namespace Ledger.Model.Outcomes;

/// <summary>
/// The bytes of outcomes, the leaves of a block's outcome tree (PROTOCOL 5.5): fixed layouts and no text.
/// </summary>
public static class OutcomeCodec
{
    private const int HeadSize = Digest.Size + (3 * sizeof(ushort));
    private const int EffectSizeMin = 1 + sizeof(ushort);
    private const byte Absent = 0;
    private const byte Present = 1;

    public static int SizeOf(Outcome outcome)
    {
        var size = HeadSize;
        foreach (var effect in outcome.Effects)
            size += EffectSizeMin + (effect.Repeats is null ? 0 : Digest.Size) + MovementCodec.SizeOf(effect.Movements);
        return size;
    }

    public static int SizeOf(BlockOutcome outcome) =>
        sizeof(ulong) + sizeof(ushort) + MovementCodec.SizeOf(outcome.Movements);

    public static void Write(ref FixedWriter writer, Outcome outcome)
    {
        Invariant.That(outcome.IsSuccess || (outcome.Effects.IsEmpty && IsFailure(outcome.Reason)));
        writer.Digest(outcome.Transaction.Value);
        writer.UInt16((ushort)outcome.Reason);
        writer.UInt16(outcome.FailedOperation);
        writer.UInt16((ushort)outcome.Effects.Length);
        foreach (var effect in outcome.Effects)
            WriteEffect(ref writer, effect);
    }

    public static void Write(ref FixedWriter writer, BlockOutcome outcome)
    {
        writer.UInt64(outcome.Height.Value);
        writer.UInt16((ushort)outcome.Movements.Length);
        foreach (var movement in outcome.Movements)
            MovementCodec.Write(ref writer, movement);
    }

    public static byte[] Encode(Outcome outcome)
    {
        var bytes = new byte[SizeOf(outcome)];
        var writer = new FixedWriter(bytes);
        Write(ref writer, outcome);
        Invariant.That(writer.Position == bytes.Length);
        return bytes;
    }

    public static byte[] Encode(BlockOutcome outcome)
    {
        var bytes = new byte[SizeOf(outcome)];
        var writer = new FixedWriter(bytes);
        Write(ref writer, outcome);
        Invariant.That(writer.Position == bytes.Length);
        return bytes;
    }

    /// <summary>
    /// Accepts what <see cref="Encode(Outcome)"/> writes, also with failure numbers that this version does not know.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Outcome? outcome)
    {
        outcome = null;
        var reader = new FixedReader(bytes);
        var transaction = reader.Digest();
        var reason = (Reason)reader.UInt16();
        var failedOperation = reader.UInt16();
        var count = reader.UInt16();
        var isSuccess = reason == Reason.None;
        if (isSuccess ? failedOperation != 0 : count != 0 || !IsFailure(reason))
            return false;
        if (count > reader.Remaining / EffectSizeMin)
            return false;
        var effects = new OperationEffect[count];
        for (var i = 0; i < count; i++)
            effects[i] = ReadEffect(ref reader);
        if (!reader.IsAtSoundEnd)
            return false;
        outcome = new(new(transaction), reason, failedOperation, ImmutableCollectionsMarshal.AsImmutableArray(effects));
        return true;
    }

    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BlockOutcome? outcome)
    {
        var reader = new FixedReader(bytes);
        var height = reader.UInt64();
        var movements = MovementCodec.ReadAll(ref reader);
        outcome = reader.IsAtSoundEnd ? new(new(height), movements) : null;
        return outcome is not null;
    }

    private static bool IsFailure(Reason reason) => ReasonCatalogue.StageOf(reason) == ReasonStage.Failed;

    private static void WriteEffect(ref FixedWriter writer, OperationEffect effect)
    {
        writer.Byte(effect.Repeats is null ? Absent : Present);
        if (effect.Repeats is { } repeats)
            writer.Digest(repeats.Value);
        writer.UInt16((ushort)effect.Movements.Length);
        foreach (var movement in effect.Movements)
            MovementCodec.Write(ref writer, movement);
    }

    private static OperationEffect ReadEffect(ref FixedReader reader)
    {
        var flag = reader.Byte();
        if (flag > Present)
            reader.Fail();
        var repeats = flag == Present ? reader.Digest() : (Digest?)null;
        return new(MovementCodec.ReadAll(ref reader), repeats is { } transaction ? new(transaction) : null);
    }
}
