using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Ledger.Cryptography;
using Ledger.Model.Encoding;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Model.Outcomes;

/// <summary>
/// The bytes of outcomes, the leaves of a block's outcome tree (PROTOCOL 5.5): fixed layouts and no text.
/// </summary>
public static class OutcomeCodec
{
    private const int HeadSize = Digest.Size + (3 * sizeof(ushort));
    private const int EffectSizeMin = 1 + sizeof(ushort);
    private const byte RepeatsFlag = 1;
    private const byte HopsFlag = 2;

    public static int SizeOf(Outcome outcome)
    {
        var size = HeadSize + (outcome.Subjects.Length * Ticker.LengthMax);
        foreach (var effect in outcome.Effects)
            size += SizeOf(effect);
        return size;
    }

    public static int SizeOf(BlockOutcome outcome) =>
        sizeof(ulong) + sizeof(ushort) + MovementCodec.SizeOf(outcome.Movements);

    public static void Write(ref FixedWriter writer, Outcome outcome)
    {
        Invariant.That(outcome.IsSuccess
            ? outcome.Subjects.IsEmpty
            : outcome.Effects.IsEmpty && IsFailure(outcome.Reason));
        writer.Digest(outcome.Transaction.Value);
        writer.UInt16((ushort)outcome.Reason);
        writer.UInt16(outcome.FailedOperation);
        writer.UInt16((ushort)(outcome.Effects.Length + outcome.Subjects.Length));
        foreach (var effect in outcome.Effects)
            WriteEffect(ref writer, effect);
        foreach (var subject in outcome.Subjects)
            writer.Ticker(subject);
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
        if (isSuccess ? failedOperation != 0 : !IsFailure(reason))
            return false;
        var effects = isSuccess ? ReadAll(ref reader, count, EffectSizeMin, ReadEffect) : [];
        var subjects = isSuccess ? [] : ReadAll(ref reader, count, Ticker.LengthMax, ReadSubject);
        if (!reader.IsAtSoundEnd)
            return false;
        outcome = new(new(transaction), reason, failedOperation, effects) { Subjects = subjects };
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

    private static int SizeOf(OperationEffect effect) =>
        EffectSizeMin
        + (effect.Repeats is null ? 0 : Digest.Size)
        + MovementCodec.SizeOf(effect.Movements)
        + (effect.Hops.IsEmpty ? 0 : 1 + (effect.Hops.Length * ExchangeHopCodec.Size));

    private static bool IsFailure(Reason reason) => ReasonCatalogue.StageOf(reason) == ReasonStage.Failed;

    private static void WriteEffect(ref FixedWriter writer, OperationEffect effect)
    {
        writer.Byte((byte)((effect.Repeats is null ? 0 : RepeatsFlag) | (effect.Hops.IsEmpty ? 0 : HopsFlag)));
        if (effect.Repeats is { } repeats)
            writer.Digest(repeats.Value);
        writer.UInt16((ushort)effect.Movements.Length);
        foreach (var movement in effect.Movements)
            MovementCodec.Write(ref writer, movement);
        if (effect.Hops.IsEmpty)
            return;
        writer.Byte((byte)effect.Hops.Length);
        foreach (var hop in effect.Hops)
            ExchangeHopCodec.Write(ref writer, hop);
    }

    private delegate T Read<T>(ref FixedReader reader);

    private static ImmutableArray<T> ReadAll<T>(ref FixedReader reader, int count, int sizeMin, Read<T> read)
    {
        if (count > reader.Remaining / sizeMin)
            reader.Fail();
        if (!reader.IsSound)
            return [];
        var items = new T[count];
        for (var i = 0; i < count; i++)
            items[i] = read(ref reader);
        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    private static Ticker ReadSubject(ref FixedReader reader) => reader.Ticker();

    private static OperationEffect ReadEffect(ref FixedReader reader)
    {
        var flags = reader.Byte();
        // What repeats an effect has none of its own.
        if (flags is not (0 or RepeatsFlag or HopsFlag))
            reader.Fail();
        var repeats = flags == RepeatsFlag ? reader.Digest() : (Digest?)null;
        var movements = MovementCodec.ReadAll(ref reader);
        return new(movements, repeats is { } transaction ? new(transaction) : null)
        {
            Hops = flags == HopsFlag ? ReadHops(ref reader) : [],
        };
    }

    private static ImmutableArray<ExchangeHop> ReadHops(ref FixedReader reader)
    {
        var count = reader.Byte();
        if (count is 0 or > ExchangeHopCodec.CountMax)
            reader.Fail();
        return ReadAll(ref reader, count, ExchangeHopCodec.Size, ExchangeHopCodec.Read);
    }
}
